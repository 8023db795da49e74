import type { Finding, JudgedResource, PolicyPhase, Verdict } from "@launchgate/core";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { Rule } from "../define-rule.ts";
import { judge } from "../kernel/judge.ts";
import { RELEASE_PLAN_TYPE } from "../kernel/plan.ts";

/** What a session is opened with. */
export interface SessionArgs {
  readonly rules: readonly Rule[];
  /** Settings of the pack as configured, over those given in code. Read for each judgement: the engine configures after the start. */
  readonly settings: () => Readonly<Record<string, unknown>>;
  readonly now: () => Date;
  readonly phase: () => PolicyPhase;
}

/**
 * Judges one run of the engine: each resource before it is written, then the stack. Inputs are kept from the first call, for the second one
 * is given outputs, in which a component's plan does not stand. What was told about a resource is not told again about the stack.
 */
export class Session {
  readonly #args: SessionArgs;
  readonly #single = new Map<string, readonly Rule[]>();
  readonly #seen = new Map<string, JudgedResource>();
  readonly #told = new Set<string>();
  #plan: JudgedResource | undefined;
  #isOurs = false;

  constructor(args: SessionArgs) {
    this.#args = args;
    const single = args.rules.filter(({ scope }) => scope === "resource");
    for (const type of new Set(single.flatMap(({ types }) => types)))
      this.#single.set(
        type,
        single.filter(({ types }) => types.includes(type)),
      );
  }

  /** Whether nothing of Launchgate was seen, and no plan is demanded. */
  get isForeign(): boolean {
    return !this.#isOurs && this.#args.settings()["plan"] !== "always";
  }

  /**
   * Violations of one resource, judged by rules that need no other. Where a plan is demanded and has not come yet, its stage and waivers are
   * not known: the resource is then judged with the stack.
   */
  resource(args: ResourceValidationArgs): readonly Finding[] {
    const resource = ofRegistration(args);
    this.#seen.set(resource.urn, resource);
    this.#isOurs ||= isOurs(resource);
    if (resource.type === RELEASE_PLAN_TYPE) this.#plan = resource;
    if (this.#plan === undefined && this.#args.settings()["plan"] === "always") return [];
    const rules = this.#single.get(resource.type);
    if (rules === undefined) return [];
    const resources = this.#plan === undefined ? [resource] : [...new Set([this.#plan, resource])];
    const found = this.#judge(rules, resources).findings;
    return found.filter((each) => each.kind === "violation" && this.#isNew(each));
  }

  /** The verdict over the stack, without the violations that were told about single resources. Ends the run. */
  stack(resources: readonly PolicyResource[]): Verdict {
    this.#isOurs = resources.some(isOurs);
    const verdict = this.#judge(
      this.#args.rules,
      resources.map((each) => this.#ofStack(each)),
    );
    const fresh = verdict.findings.filter((each) => each.kind !== "violation" || this.#isNew(each));
    this.#seen.clear();
    this.#told.clear();
    this.#plan = undefined;
    return { ...verdict, findings: fresh };
  }

  #judge(rules: readonly Rule[], resources: readonly JudgedResource[]): Verdict {
    const { settings, now, phase } = this.#args;
    return judge(rules, { resources, now: now(), phase: phase(), settings: settings() });
  }

  #isNew({ rule, urn = "", message }: Finding): boolean {
    const key = `${rule} ${urn} ${message}`;
    const isNew = !this.#told.has(key);
    this.#told.add(key);
    return isNew;
  }

  #ofStack(resource: PolicyResource): JudgedResource {
    const { urn, type, name, props, opts, parent, dependencies, propertyDependencies } = resource;
    const seen = this.#seen.get(urn);
    const through = Object.values(propertyDependencies).flat();
    return {
      urn,
      type,
      name,
      parent: parent?.urn ?? opts.parent ?? seen?.parent,
      inputs: seen?.inputs ?? props,
      protect: opts.protect,
      ignoreChanges: opts.ignoreChanges,
      dependencies: [...new Set([...dependencies, ...through].map((each) => each.urn))],
    };
  }
}

function isOurs({ type }: { readonly type: string }): boolean {
  return type.startsWith("launchgate:");
}

function ofRegistration({ urn, type, name, props, opts }: ResourceValidationArgs): JudgedResource {
  return {
    urn,
    type,
    name,
    parent: opts.parent,
    inputs: props,
    protect: opts.protect,
    ignoreChanges: opts.ignoreChanges,
    dependencies: [],
  };
}

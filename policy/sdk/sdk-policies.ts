import type { Finding, PolicyPhase } from "@launchgate/core";
import type { Policy, PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { readSettings, settingsSchema } from "../kernel/settings.ts";
import { rules } from "../rules/index.ts";
import { findingText } from "./finding-text.ts";
import { Outbox } from "./outbox.ts";
import { policyOfRefusals, policyOfRule } from "./reporting-policy.ts";
import { watchPhase } from "./phase.ts";
import { Session } from "./session.ts";

/** What the pack is made with, besides what its configuration says. */
export interface SdkPolicyArgs {
  /** `always` for programs of Launchgate, `auto` for all others. */
  readonly plan: "auto" | "always";
  /** Clock. Default the machine's. */
  readonly now?: () => Date;
  /** Default: what the engine says of the run. */
  readonly phase?: () => PolicyPhase;
}

/** Name of the policy under which settings stand and under which everything but violations is told. */
export const JUDGE_POLICY = "release-rules";

const links: ReadonlyMap<string, string> = new Map(rules.map(({ id, link }) => [id, link]));

/** A policy that both looks at each resource and at the stack. */
type BothPolicy = ResourceValidationPolicy & StackValidationPolicy;

/**
 * The rules as policies of the SDK: the first judges, each of the others reports the violations of one rule, so that names, levels and
 * severities are the rule's own and a policy configuration can change its level.
 */
export function sdkPolicies({ plan, now = () => new Date(), phase = watchPhase() }: SdkPolicyArgs): Policy[] {
  const outbox = new Outbox();
  let configured: Readonly<Record<string, unknown>> = {};
  let skipped: Readonly<Record<string, string>> = {};
  const session = new Session({
    rules,
    now: () => momentOf(configured) ?? now(),
    phase,
    settings: () => ({ plan, ...configured }),
  });
  const text = (finding: Finding): string =>
    findingText(finding, { isForeign: session.isForeign, link: links.get(finding.rule) });
  const judging: BothPolicy = {
    name: JUDGE_POLICY,
    description: "Release rules: advice, what cannot be judged yet, and waivers.",
    enforcementLevel: "advisory",
    configSchema: configSchema(),
    validateResource: (args) => {
      configured = args.getConfig<Record<string, unknown>>();
      outbox.put(args.urn, session.resource(args));
    },
    validateStack: (args, report) => {
      configured = args.getConfig<Record<string, unknown>>();
      const { findings: found, notApplicable } = session.stack(args.resources);
      skipped = notApplicable;
      outbox.put(
        undefined,
        found.filter(({ kind }) => isBlocking(kind)),
      );
      for (const each of found.filter(({ kind }) => !isBlocking(kind))) report(`${each.rule}: ${text(each)}`, each.urn);
    },
  };
  const judgement = { outbox, skipped: (rule: string) => skipped[rule], text };
  return [judging, ...rules.map((rule) => policyOfRule(rule, judgement)), policyOfRefusals(JUDGE_POLICY, judgement)];
}

/** The moment that whoever runs the pack judges by: a practice ground has a clock of its own. */
function momentOf(configured: Readonly<Record<string, unknown>>): Date | undefined {
  const { at } = readSettings(configured);
  return at === undefined ? undefined : new Date(at);
}

function isBlocking(kind: Finding["kind"]): boolean {
  return kind === "violation" || kind === "waiver-refused";
}

/** The pack's settings as the SDK wants them described. */
function configSchema(): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(settingsSchema);
  return { properties: properties as PolicyConfigSchema["properties"] };
}

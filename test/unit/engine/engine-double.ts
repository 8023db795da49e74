import { resolveModel, selectStack, valueOrThrow, type Model, type StackModel } from "@launchgate/core";
import type {
  EnginePort,
  EngineStack,
  PreviewOutcome,
  ResourceStep,
  StackLock,
  StackState,
  TargetId,
} from "../../../packages/cli/src/engine/engine-port.ts";
import { changesOf } from "../../../packages/cli/src/engine/engine-events.ts";
import type { RunSite } from "../../../packages/cli/src/engine/flows/run-site.ts";
import { stepDigest } from "../../../packages/cli/src/engine/step-digest.ts";
import { model as written } from "../../../stacks/index.ts";

/** A moment at which the calendar of production is open: a Wednesday morning. */
export const openMoment = new Date("2026-11-18T09:00:00Z");
/** A Sunday. */
export const closedMoment = new Date("2026-11-22T09:00:00Z");

let reference: Model | undefined;

/** One stack of the reference model, which is checked once only: it is frozen. */
export function modelOf(stack: string): StackModel {
  reference ??= valueOrThrow(resolveModel(written, { at: openMoment }));
  return selectStack(reference, stack);
}

/** What {@link EngineDouble} answers; every call is noted in `calls`. */
export class EngineDouble implements EnginePort {
  readonly calls: string[] = [];
  exists = true;
  boundTo: TargetId | undefined = "sandbox";
  state: StackState = { version: 3, deployment: { resources: [] } };
  previewed: PreviewOutcome = outcomeOf([]);
  held: readonly StackLock[] = [];
  labels: Readonly<Record<string, string>> = {};
  failing: Readonly<Record<string, Error>> = {};
  /** Settings of the stack. */
  values: Readonly<Record<string, string>> = {};
  /** States that were put in place, the newest last. */
  readonly imported: StackState[] = [];

  find(name: string): Promise<EngineStack | undefined> {
    return this.#answer("find", this.exists ? this.#stack(name) : undefined);
  }

  create(name: string): Promise<EngineStack> {
    return this.#answer("create", this.#stack(name));
  }

  tagged(tag: string): Promise<readonly string[]> {
    return this.#answer(`tagged ${tag}`, []);
  }

  #answer<T>(call: string, value: T): Promise<T> {
    this.calls.push(call);
    const failure = this.failing[call];
    return failure === undefined ? Promise.resolve(value) : Promise.reject(failure);
  }

  #stack(name: string): EngineStack {
    const done = { changes: changesOf({ create: 1 }), durationSeconds: 1 };
    return {
      name,
      stateFile: undefined,
      preview: ({ plan, policyPack }) =>
        this.#answer(`preview${policyPack === undefined ? "" : " with pack"}`, {
          ...this.previewed,
          ...(plan === true ? { planFile: "plan.json" } : {}),
        }),
      up: ({ planFile }) => this.#answer(`up ${planFile ?? "without plan"}`, done),
      previewRefresh: () => this.#answer("previewRefresh", this.previewed),
      refresh: ({ targets = [] }) => this.#answer(["refresh", ...targets].join(" "), done),
      destroy: () => this.#answer("destroy", done),
      history: () => this.#answer("history", []),
      exportState: ({ plain = false } = {}) => this.#answer(`exportState${plain ? " plain" : ""}`, this.state),
      importState: (state) => {
        this.imported.push(state);
        return this.#answer("importState", undefined);
      },
      outputs: () => this.#answer("outputs", {}),
      settings: () => this.#answer("settings", this.values),
      locks: () => this.#answer("locks", this.held),
      cancel: () => this.#answer("cancel", undefined),
      target: () => this.#answer("target", this.boundTo),
      bind: (target) => this.#answer(`bind ${target}`, undefined),
      tags: () => this.#answer("tags", this.labels),
      setTag: (name, value) => this.#answer(`tag ${name} ${value}`, undefined),
      remove: () => this.#answer("remove", undefined),
    };
  }
}

/** A preview with these steps. */
export function outcomeOf(steps: readonly ResourceStep[], findings: PreviewOutcome["findings"] = []): PreviewOutcome {
  const counts: Record<string, number> = {};
  for (const { op } of steps) counts[op] = (counts[op] ?? 0) + 1;
  return { changes: changesOf(counts), durationSeconds: 1, steps, findings, digest: stepDigest(steps) };
}

/** A step on a vendor object. */
export function step(op: string, name: string, type = "neon:index:Project"): ResourceStep {
  return { urn: `urn:pulumi:drill::launchgate::${type}::${name}`, type, name, op, custom: true, changed: [] };
}

/** A flow's world around a double. */
export function siteOf(engine: EnginePort, stack: string, root: string, change: Partial<RunSite> = {}): RunSite {
  return {
    engine,
    model: modelOf(stack),
    root,
    env: {},
    policyPack: undefined,
    wantedTarget: undefined,
    openedFor: (engine instanceof EngineDouble ? engine.boundTo : undefined) ?? change.wantedTarget ?? "live",
    overlaid: false,
    accepted: false,
    now: () => openMoment,
    ask: () => Promise.resolve(undefined),
    signal: new AbortController().signal,
    step: () => undefined,
    onProgress: () => undefined,
    ...change,
  };
}

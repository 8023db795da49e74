import type { Model } from "../schema/model.ts";
import type { StageKind } from "../schema/stages.ts";

/** A stack of one stage that lasts, as pipelines go through them. */
export interface LastingStack {
  /** Name of the stack. */
  readonly stack: string;
  /** Id of its stage: name of the environment that gates it. */
  readonly stage: string;
  readonly kind: StageKind;
  /** Ids of its services. */
  readonly services: readonly string[];
}

const order: Readonly<Record<StageKind, number>> = { development: 0, staging: 1, production: 2, drill: 3 };

/** Stacks of stages that last, in the order in which a change goes through them: development, staging, production (P1, P2). */
export function lastingStacks(model: Pick<Model, "stacks" | "stages">): readonly LastingStack[] {
  const found = Object.entries(model.stacks).flatMap(([name, stack]): LastingStack[] => {
    const stage = stack.kind === "stage" && !stack.ephemeral ? model.stages[stack.stage] : undefined;
    if (stack.kind !== "stage" || stage === undefined || stage.kind === "drill") return [];
    return [{ stack: name, stage: stack.stage, kind: stage.kind, services: stack.services }];
  });
  return found.toSorted((a, b) => order[a.kind] - order[b.kind] || a.stack.localeCompare(b.stack, "en"));
}

/** Names of the stacks that stages share, in the order of the model. They go first. */
export function sharedStacks(model: Pick<Model, "stacks">): readonly string[] {
  return Object.entries(model.stacks).flatMap(([name, { kind }]) => (kind === "shared" ? [name] : []));
}

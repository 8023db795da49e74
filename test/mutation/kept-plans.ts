/** Stands in for helpers/stack-plans.ts while Stryker runs: the same plans, made once and not once a mutant. */
import { readFileSync } from "node:fs";
import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import type { StackName } from "../helpers/stack-plans.ts";
import { KEPT_PLANS, type KeptPlans } from "./kept.ts";

const kept = JSON.parse(readFileSync(process.env[KEPT_PLANS] ?? "", "utf8")) as KeptPlans;

/** See helpers/stack-plans.ts. */
export const fixedInstant = new Date(kept.at);

/** See helpers/stack-plans.ts. */
export const stackNames = Object.keys(kept.stacks) as StackName[];

/** See helpers/stack-plans.ts; the resources only, a fresh copy each time, so that no mutant finds what another one left behind. */
export function planOf(stack: StackName): Promise<{ readonly resources: readonly CapturedResource[] }> {
  return Promise.resolve({ resources: structuredClone(kept.stacks[stack]) });
}

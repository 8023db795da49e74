import type { StackModel } from "@launchgate/core";
import type { CostFacts } from "./facts-schema.ts";

/** What a stack may cost by its model: budget, sizes and plans (O5, A3). */
export function costFacts(model: StackModel): CostFacts {
  const plans = Object.fromEntries(Object.entries(model.vendors).map(([vendor, { plan }]) => [vendor, plan]));
  const stage = model.stack.kind === "stage" ? model.stages[model.stack.stage] : undefined;
  if (stage === undefined)
    return { monthlyUsd: null, computeUnits: null, suspendAfter: null, logDailyLimit: null, plans };
  const { database, budget, logDailyLimit } = stage;
  return {
    monthlyUsd: budget?.monthlyUsd ?? null,
    computeUnits: { least: database.minComputeUnits, most: database.maxComputeUnits },
    suspendAfter: database.suspendAfter,
    logDailyLimit,
    plans,
  };
}

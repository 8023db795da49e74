import { planHas, planLimits, type FeatureId } from "@launchgate/core";
import type { FieldProblem } from "../../../http/refusal.ts";
import { refuseWith } from "../../../http/refusal.ts";
import type { World } from "../../../world/world.ts";
import type { ComputeSize } from "./fields.ts";

/** Most compute units that autoscaling reaches, and the widest range of it. Source: Neon docs, "Autoscaling". */
const widestAutoscaling = { top: 16, range: 8 };

/** Refuses what the organisation's plan lacks (A3). Status and words [unverified]. */
export function refuseWithoutFeature({ seed }: World, feature: FeatureId, wish: string): void {
  if (planHas(seed.vendors, feature)) return;
  const message = `${wish} is not available on the ${seed.vendors.neon.plan} plan`;
  throw refuseWith(403, { code: "", message });
}

/** What is wrong with the size of a compute. `path`: where it stands in the body. */
export function computeProblems(size: Partial<ComputeSize>, path: readonly string[], { seed }: World): FieldProblem[] {
  const { autoscaling_limit_min_cu: low = 0.25, autoscaling_limit_max_cu: high = low } = size;
  const { suspend_timeout_seconds: idle = 0 } = size;
  const most = planLimits(seed.vendors).neonMaxComputeUnits;
  const problem = (field: string, message: string): FieldProblem => ({
    path: [...path, field],
    code: "range",
    message,
  });
  const wide = low !== high && (high > widestAutoscaling.top || high - low > widestAutoscaling.range);
  return [
    ...(low > high ? [problem("autoscaling_limit_min_cu", "must not be above autoscaling_limit_max_cu")] : []),
    ...(wide ? [problem("autoscaling_limit_max_cu", "autoscaling reaches 16 CU and spans 8 CU at most")] : []),
    ...(high > most ? [problem("autoscaling_limit_max_cu", `must not be above ${String(most)} CU on this plan`)] : []),
    ...(idle > 0 && idle < 60 ? [problem("suspend_timeout_seconds", "must be -1, 0 or between 60 and 604800")] : []),
  ];
}

/** Refuses idle times that the plan lacks: never sleeping, and other times than five minutes. */
export function refuseIdleTime({ suspend_timeout_seconds: idle = 0 }: Partial<ComputeSize>, world: World): void {
  if (idle === -1) refuseWithoutFeature(world, "neon-always-on", "a compute that never suspends");
  if (idle > 0 && idle !== 300) refuseWithoutFeature(world, "neon-idle-time", "another suspend timeout");
}

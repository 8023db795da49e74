import { planHas, planLimits, resolution, seconds } from "@launchgate/core";
import type { Problem, Resolution, Stage, Vendors } from "@launchgate/core";

/** Size and sleep of a compute. */
export interface ComputeSize {
  /** Least size, compute units (1 is 1 vCPU and 4 GB). */
  readonly autoscalingLimitMinCu: number;
  /** Greatest size, compute units. */
  readonly autoscalingLimitMaxCu: number;
  /** Idle seconds until the compute sleeps; 0 for Neon's default of 5 minutes, -1 for never. */
  readonly suspendTimeoutSeconds: number;
}

/** What the size of a compute is made from. */
export interface ComputeSizeParts {
  readonly stageId: string;
  readonly stage: Stage;
  readonly vendors: Vendors;
}

/** Neon docs, autoscaling: sizes up to 16 units autoscale, in a range of at most 8; larger ones are fixed. */
const autoscaling = { largest: 16, span: 8 } as const;

/** Least idle time that Neon takes, seconds (provider schema). */
const leastIdleSeconds = 60;

/**
 * Size and sleep of the computes of a stage. Problems: `neon.compute-range`, `neon.compute-size`, `neon.compute-over-plan`,
 * `neon.compute-span`, `neon.suspend-out-of-range`.
 */
export function resolveComputeSize(parts: ComputeSizeParts): Resolution<ComputeSize> {
  const { database } = parts.stage;
  const size: ComputeSize = {
    autoscalingLimitMinCu: database.minComputeUnits,
    autoscalingLimitMaxCu: database.maxComputeUnits,
    suspendTimeoutSeconds: suspendSeconds(parts),
  };
  return resolution(size, [...rangeProblems(parts), ...sizeProblems(parts), ...suspendProblems(parts)]);
}

/** What the plan cannot do stays at Neon's default; `validate` reports the gap (A3). */
function suspendSeconds({ stage, vendors }: ComputeSizeParts): number {
  const { suspendAfter } = stage.database;
  if (suspendAfter === "never") return planHas(vendors, "neon-always-on") ? -1 : 0;
  return planHas(vendors, "neon-idle-time") ? seconds(suspendAfter) : 0;
}

function rangeProblems({ stageId, stage }: ComputeSizeParts): Problem[] {
  const { minComputeUnits: min, maxComputeUnits: max } = stage.database;
  const at = { path: `stages.${stageId}.database.maxComputeUnits`, value: max };
  if (min > max) {
    const expected = `at least minComputeUnits, ${String(min)}`;
    return [{ ...at, code: "neon.compute-range", expected, fix: "Raise the most compute or lower the least." }];
  }
  const isFixed = min === max;
  if (isFixed || (max <= autoscaling.largest && max - min <= autoscaling.span)) return [];
  return [
    {
      ...at,
      code: "neon.compute-span",
      expected: `at most ${String(autoscaling.largest)} and at most ${String(autoscaling.span)} above minComputeUnits, or the same as it`,
      fix: "Narrow the range, or choose one fixed size: Neon autoscales no further.",
    },
  ];
}

function sizeProblems({ stageId, stage, vendors }: ComputeSizeParts): Problem[] {
  const most = planLimits(vendors).neonMaxComputeUnits;
  return (["minComputeUnits", "maxComputeUnits"] as const).flatMap((key) => {
    const value = stage.database[key];
    const at = { path: `stages.${stageId}.database.${key}`, value };
    const problems: Problem[] = [];
    if (!isComputeSize(value)) {
      const expected = "0.25, 0.5 or a whole number of compute units";
      problems.push({ ...at, code: "neon.compute-size", expected, fix: "Choose a size that Neon offers." });
    }
    if (value > most) {
      const expected = `at most ${String(most)} compute units on the plan ${vendors.neon.plan}`;
      problems.push({ ...at, code: "neon.compute-over-plan", expected, fix: "Lower the size or change the plan." });
    }
    return problems;
  });
}

function isComputeSize(units: number): boolean {
  return units === 0.25 || units === 0.5 || Number.isInteger(units);
}

function suspendProblems({ stageId, stage, vendors }: ComputeSizeParts): Problem[] {
  const { suspendAfter } = stage.database;
  const most = planLimits(vendors).neonSuspendSeconds;
  if (suspendAfter === "never") return [];
  const idle = seconds(suspendAfter);
  if (Number.isInteger(idle) && idle >= leastIdleSeconds && idle <= most) return [];
  return [
    {
      code: "neon.suspend-out-of-range",
      path: `stages.${stageId}.database.suspendAfter`,
      value: suspendAfter,
      expected: '"never", or 1 minute to 7 days in whole seconds',
      fix: "Choose an idle time that Neon takes.",
    },
  ];
}

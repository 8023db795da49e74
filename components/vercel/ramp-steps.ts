import { minutes, resolution, type Problem, type RampStep, type Resolution } from "@launchgate/core";

/** Most stages of a rolling release, and longest stay in one, minutes (provider validators, vercel v5.4.1). */
const limits = { stages: 10, minutes: 10_000 } as const;

/** What Vercel is told of a ramp. */
export interface ResolvedRolloutRamp {
  /** Shares in percent: whole, above 0, rising, the last 100. */
  readonly percents: readonly number[];
}

/**
 * The ramp as Vercel stages. The step at 0 % is no stage: a new release is dark because its deployment exists without any
 * production domain, reachable only with the bypass secret; the rolling release starts with the first share above 0.
 *
 * Problems: `vercel.ramp-not-rising`, `vercel.ramp-not-full`, `vercel.ramp-fraction`, `vercel.ramp-too-long`,
 * `vercel.ramp-observation`.
 */
export function resolveRolloutRamp(ramp: readonly RampStep[]): Resolution<ResolvedRolloutRamp> {
  const percents = ramp.map((step) => step.percent).filter((percent) => percent > 0);
  return resolution({ percents }, [...endProblems(ramp, percents), ...ramp.flatMap(stepProblems)]);
}

function endProblems(ramp: readonly RampStep[], percents: readonly number[]): Problem[] {
  const problems: Problem[] = [];
  if (ramp.at(-1)?.percent !== 100) {
    problems.push({
      code: "vercel.ramp-not-full",
      path: `release.ramp[${String(Math.max(ramp.length - 1, 0))}].percent`,
      value: ramp.at(-1)?.percent,
      expected: "100 at the last step",
      fix: "End the ramp with a step of 100 %.",
    });
  }
  if (percents.length > limits.stages) {
    problems.push({
      code: "vercel.ramp-too-long",
      path: "release.ramp",
      value: percents.length,
      expected: `at most ${String(limits.stages)} steps above 0 %`,
      fix: "Leave out steps: Vercel takes no longer rolling release.",
    });
  }
  return problems;
}

function stepProblems(step: RampStep, index: number, ramp: readonly RampStep[]): Problem[] {
  const problems: Problem[] = [];
  const path = `release.ramp[${String(index)}]`;
  const before = ramp[index - 1];
  if (before !== undefined && step.percent <= before.percent) {
    problems.push({
      code: "vercel.ramp-not-rising",
      path: `${path}.percent`,
      value: step.percent,
      expected: `more than ${String(before.percent)}, the step before`,
      fix: "Order the steps by rising share, each share once.",
    });
  }
  if (!Number.isInteger(step.percent)) {
    problems.push({
      code: "vercel.ramp-fraction",
      path: `${path}.percent`,
      value: step.percent,
      expected: "a whole number of percent",
      fix: "Round the share: Vercel splits traffic in whole percent.",
    });
  }
  return [...problems, ...observationProblems(step, path)];
}

function observationProblems(step: RampStep, path: string): Problem[] {
  const observed = minutes(step.observation);
  if (observed >= 1 && observed <= limits.minutes) return [];
  return [
    {
      code: "vercel.ramp-observation",
      path: `${path}.observation`,
      value: step.observation,
      expected: `1 minute to ${String(limits.minutes)} minutes`,
      fix: "Choose an observation that a Vercel stage can last.",
    },
  ];
}

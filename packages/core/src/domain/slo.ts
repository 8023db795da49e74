import { LaunchgateError } from "../errors.ts";
import { milliseconds, toDuration, type Duration } from "./duration.ts";

/** `page`: a person is called at once; `ticket`: somebody looks in working hours. */
export type BurnSeverity = "page" | "ticket";

/**
 * One multi-window burn-rate alert of the SRE workbook, chapter 5: it speaks while the error rate is more than `factor`
 * times what the target allows, in the long window (it is worth it) and in the short one (it is still going on).
 */
export interface BurnAlert {
  readonly severity: BurnSeverity;
  /** Multiple of the allowed error rate: `budgetShare * period / longWindow`. */
  readonly factor: number;
  readonly longWindow: Duration;
  /** A twelfth of the long window. */
  readonly shortWindow: Duration;
  /** Share of the period's error budget that is gone when the long window is full, 0 to 1. */
  readonly budgetShare: number;
}

/** A pair that no error rate can set off, and why. */
export interface UnreachableAlert extends BurnAlert {
  readonly reason: string;
}

/** The alerts of one objective (O2). */
export interface BurnPlan {
  readonly alerts: readonly BurnAlert[];
  /** Highest burn rate there is, every request failing: `1 / (1 - target)`. */
  readonly ceiling: number;
  readonly unreachable: readonly UnreachableAlert[];
}

/** An objective. */
export interface Objective {
  /** Percent of good events, above 0 and below 100. */
  readonly targetPercent: number;
  /** Length of the rolling window, 1 to 366 days. */
  readonly period: Duration;
}

/** The workbook's table for 30 days (chapter 5, table 5-8, with the 1 day pair that Sloth and Datadog add). */
const workbook = [
  { id: "fast-page", severity: "page", longWindow: "1 hour", budgetShare: 0.02 },
  { id: "slow-page", severity: "page", longWindow: "6 hours", budgetShare: 0.05 },
  { id: "fast-ticket", severity: "ticket", longWindow: "1 day", budgetShare: 0.1 },
  { id: "slow-ticket", severity: "ticket", longWindow: "3 days", budgetShare: 0.1 },
] as const;

/** Lasting id of a pair within an objective. */
export type BurnPairId = (typeof workbook)[number]["id"];

/** A pair under its lasting id. */
export interface BurnPair {
  readonly id: BurnPairId;
  readonly alert: BurnAlert;
}

const workbookPeriod: Duration = "30 days";
const shortPart = 12;

/**
 * The four burn-rate pairs of an objective. The windows scale with the period and the budget shares stay, so that the
 * factors are 14.4, 6, 3 and 1 for every period. A pair whose factor the ceiling does not exceed is `unreachable`.
 *
 * Refuses a target outside (0, 100) as `slo.invalid-target` and a period outside 1 to 366 days as `slo.invalid-period`.
 */
export function burnAlerts(objective: Objective): BurnPlan {
  const ceiling = burnCeiling(objective.targetPercent);
  const all = burnPairs(objective.period).map((pair) => pair.alert);
  return {
    alerts: all.filter((alert) => isReachable(alert.factor, ceiling)),
    ceiling,
    unreachable: all
      .filter((alert) => !isReachable(alert.factor, ceiling))
      .map((alert) => ({ ...alert, reason: unreachableReason(alert, ceiling, objective.period) })),
  };
}

/** The four pairs of a period, reachable or not. Refuses a period outside 1 to 366 days: `slo.invalid-period`. */
export function burnPairs(period: Duration): readonly BurnPair[] {
  const length = periodMilliseconds(period);
  return workbook.map(({ id, severity, longWindow, budgetShare }) => {
    const long = wholeSeconds((milliseconds(longWindow) * length) / milliseconds(workbookPeriod));
    const alert: BurnAlert = {
      severity,
      factor: tidyFactor((budgetShare * length) / long),
      longWindow: toDuration(long),
      shortWindow: toDuration(wholeSeconds(long / shortPart)),
      budgetShare,
    };
    return { id, alert };
  });
}

/** Highest burn rate that a target allows, `1 / (1 - target)`. Refuses a target outside (0, 100): `slo.invalid-target`. */
export function burnCeiling(targetPercent: number): number {
  if (!(targetPercent > 0 && targetPercent < 100)) {
    throw new LaunchgateError({
      code: "slo.invalid-target",
      message: `The target ${String(targetPercent)} is not between 0 and 100 percent: it leaves no error budget to burn, or no objective to keep.`,
      fix: "Give a target above 0 and below 100, such as 99.9.",
    });
  }
  return tidyFactor(100 / (100 - targetPercent));
}

/** Milliseconds of a period. Refuses one outside 1 to 366 days, and text that is no duration: `slo.invalid-period`. */
export function periodMilliseconds(period: Duration): number {
  const length = lengthOf(period);
  if (length >= milliseconds("1 day") && length <= milliseconds("366 days")) return length;
  throw new LaunchgateError({
    code: "slo.invalid-period",
    message: `The period ${JSON.stringify(period)} is not between 1 and 366 days.`,
    fix: 'Give a period such as "30 days"; Datadog knows 7, 30 and 90 days.',
  });
}

/** Whether an error rate exists that exceeds `factor`: at the ceiling itself every request fails and nothing exceeds it. */
export function isReachable(factor: number, ceiling: number): boolean {
  return factor < ceiling;
}

/** Rounds away what binary fractions add (99.9 % gives 1000, not 999.9999999999432): nine significant digits. */
export function tidyFactor(value: number): number {
  return Number(value.toPrecision(9));
}

/** Why a pair is never set off at a target with this ceiling, and what would be. */
export function unreachableReason(alert: BurnAlert, ceiling: number, period: Duration): string {
  const hours = Math.floor((alert.budgetShare * periodMilliseconds(period)) / ceiling / milliseconds("1 hour")) + 1;
  return (
    `A burn rate cannot exceed ${String(ceiling)} at this target, so ${String(alert.factor)} is never reached; ` +
    `the same share of the budget is within reach from a long window of ${toDuration(hours * milliseconds("1 hour"))}.`
  );
}

function lengthOf(period: Duration): number {
  try {
    return milliseconds(period);
  } catch {
    return Number.NaN;
  }
}

function wholeSeconds(ms: number): number {
  return Math.max(1000, Math.round(ms / 1000) * 1000);
}

import { hours, milliseconds, toDuration, type Duration } from "./duration.ts";
import {
  burnCeiling,
  burnPairs,
  isReachable,
  periodMilliseconds,
  tidyFactor,
  unreachableReason,
  type BurnAlert,
  type BurnPair,
  type BurnPairId,
  type Objective,
  type UnreachableAlert,
} from "./slo.ts";

/** A pair of the workbook in the form that Datadog's `burn_rate` query takes. */
export interface DatadogBurnAlert extends BurnAlert {
  readonly id: BurnPairId;
  /** Whole hours, 1 to 48. */
  readonly longWindowHours: number;
  /** Whole minutes. */
  readonly shortWindowMinutes: number;
  /** The long window became longer than the workbook's, so the factor fell. */
  readonly isRaised: boolean;
  /** What had to be changed against the workbook, for people; absent where nothing. */
  readonly adapted?: string;
}

/** A pair that Datadog cannot hold as a burn-rate alert, and what stands in. */
export interface LeftOutAlert extends BurnAlert {
  readonly id: BurnPairId;
  readonly reason: string;
}

/** The burn-rate alerts of one objective as Datadog takes them. */
export interface DatadogBurnPlan {
  readonly alerts: readonly DatadogBurnAlert[];
  readonly ceiling: number;
  readonly unreachable: readonly (UnreachableAlert & { readonly id: BurnPairId })[];
  readonly leftOut: readonly LeftOutAlert[];
}

/** Datadog takes long windows of 1 to 48 hours, in hours; short ones in minutes (Datadog docs: burn rate alerts). */
const shortestHours = 1;
const longestHours = 48;

/**
 * The workbook's pairs in Datadog's terms. Adapting never delays an alert under a constant error rate:
 * - a long window under an hour becomes an hour and keeps its share of the budget, so its factor falls;
 * - one that is no whole number of hours is cut, one of up to 96 hours becomes 48: the factor stays, the share falls;
 * - one beyond 96 hours would fire on noise if cut to 48 and is left out: the error-budget alert stands in;
 * - one that a raised window of its severity always precedes is left out: both would page for the same thing.
 *
 * `thresholdFactor` (1 or more, default 1) makes every alert laxer; what then passes the ceiling is unreachable.
 */
export function datadogBurnAlerts(objective: Objective & { readonly thresholdFactor?: number }): DatadogBurnPlan {
  const ceiling = burnCeiling(objective.targetPercent);
  const period = periodMilliseconds(objective.period);
  const pairs = burnPairs(objective.period);
  const adapted = pairs
    .filter((pair) => !isTooLong(pair))
    .map((pair) => laxer(adapt(pair, period), objective.thresholdFactor ?? 1, period));
  const reachable = adapted.filter((alert) => isReachable(alert.factor, ceiling));
  const raised = reachable.filter((alert) => alert.isRaised);
  return {
    alerts: reachable.filter((alert) => !precededBy(alert, raised)),
    ceiling,
    unreachable: adapted
      .filter((alert) => !isReachable(alert.factor, ceiling))
      .map((alert) => ({ ...alert, reason: unreachableReason(alert, ceiling, objective.period) })),
    leftOut: [
      ...reachable.flatMap((alert) => {
        const earlier = precededBy(alert, raised);
        return earlier ? [{ ...alert, reason: `${earlier.id} always speaks first.` }] : [];
      }),
      ...pairs.filter(isTooLong).map(({ alert, id }) => ({ ...alert, id, reason: tooLongReason })),
    ],
  };
}

function isTooLong({ alert }: BurnPair): boolean {
  return hours(alert.longWindow) > 2 * longestHours;
}

const tooLongReason =
  "Datadog's longest window is 48 hours, less than half of this one: the error-budget alert stands in.";

function adapt({ alert, id }: BurnPair, period: number): DatadogBurnAlert {
  const wanted = hours(alert.longWindow);
  const longHours = Math.min(longestHours, Math.max(shortestHours, Math.floor(wanted)));
  const long = milliseconds("1 hour") * longHours;
  const isRaised = longHours > wanted;
  const factor = isRaised ? tidyFactor((alert.budgetShare * period) / long) : alert.factor;
  const shortMinutes = longHours * 5;
  return {
    ...alert,
    id,
    isRaised,
    factor,
    budgetShare: isRaised ? alert.budgetShare : tidyFactor((factor * long) / period),
    longWindow: toDuration(long),
    shortWindow: toDuration(shortMinutes * 60_000),
    longWindowHours: longHours,
    shortWindowMinutes: shortMinutes,
    ...(longHours === wanted ? {} : { adapted: adaptedText(alert.longWindow, longHours, isRaised) }),
  };
}

function adaptedText(wanted: Duration, longHours: number, isRaised: boolean): string {
  const kept = isRaised ? "the share of the budget is kept" : "the factor is kept";
  return `The workbook's long window is ${wanted}; Datadog takes whole hours from 1 to 48: ${String(longHours)} h, ${kept}.`;
}

function laxer(alert: DatadogBurnAlert, thresholdFactor: number, period: number): DatadogBurnAlert {
  if (thresholdFactor === 1) return alert;
  const factor = tidyFactor(alert.factor * thresholdFactor);
  return { ...alert, factor, budgetShare: tidyFactor((factor * milliseconds(alert.longWindow)) / period) };
}

/** The alert of the same severity with a raised window that no constant error rate lets this one precede. */
function precededBy(alert: DatadogBurnAlert, raised: readonly DatadogBurnAlert[]): DatadogBurnAlert | undefined {
  return raised.find(
    (other) =>
      other.id !== alert.id &&
      other.severity === alert.severity &&
      other.factor <= alert.factor &&
      other.budgetShare <= alert.budgetShare,
  );
}

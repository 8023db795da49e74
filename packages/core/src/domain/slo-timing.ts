import { milliseconds, toDuration, type Duration } from "./duration.ts";
import { burnCeiling, type BurnAlert } from "./slo.ts";

/** An outage as the arithmetic sees it: nothing failed before, then a constant share of the requests. */
export interface ConstantOutage {
  /** Percent of good events the objective wants. */
  readonly targetPercent: number;
  /** Share of failing requests while it lasts, 0 to 1. */
  readonly errorRate: number;
}

/** The burn rate of a constant error rate. NaN and shares outside 0 to 1 give NaN, which no alert ever exceeds. */
export function burnRate({ targetPercent, errorRate }: ConstantOutage): number {
  return errorRate >= 0 && errorRate <= 1 ? errorRate * burnCeiling(targetPercent) : Number.NaN;
}

/**
 * Time from the start of an outage until the alert speaks, with even traffic: the long window fills up to
 * `factor / burn rate`; the short one, a twelfth of it, is over its mark long before. `never` where the burn rate does not
 * exceed the factor.
 */
export function detectionTime(alert: BurnAlert, outage: ConstantOutage): Duration | "never" {
  const burn = burnRate(outage);
  if (!(burn > alert.factor)) return "never";
  return toDuration(Math.round((milliseconds(alert.longWindow) * alert.factor) / burn));
}

/**
 * Time from the end of an outage until the alert is silent, with even traffic: the short window empties down to its mark.
 * `never spoke` where the alert did not speak at all.
 */
export function resetTime(alert: BurnAlert, outage: ConstantOutage): Duration | "never spoke" {
  const burn = burnRate(outage);
  if (!(burn > alert.factor)) return "never spoke";
  return toDuration(Math.round(milliseconds(alert.shortWindow) * (1 - alert.factor / burn)));
}

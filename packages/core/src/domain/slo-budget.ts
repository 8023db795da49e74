import { LaunchgateError } from "../errors.ts";
import { hours, milliseconds, type Duration } from "./duration.ts";
import { burnCeiling, periodMilliseconds, type BurnAlert, type Objective } from "./slo.ts";

/** What is left of an error budget. */
export interface ErrorBudget {
  /** Failures that the target allows among so many events, may be fractional. */
  readonly allowed: number;
  readonly failed: number;
  /** Share of the budget that is left: 1 untouched, 0 spent, below 0 overspent. `undefined` without events: no statement. */
  readonly leftShare: number | undefined;
}

/** Error budget after `total` events of which `good` were good. Refuses counts that are no counts: `slo.invalid-count`. */
export function errorBudget(targetPercent: number, good: number, total: number): ErrorBudget {
  if (!(Number.isFinite(total) && good >= 0 && good <= total)) {
    throw new LaunchgateError({
      code: "slo.invalid-count",
      message: `${String(good)} good events of ${String(total)} is not a count.`,
      fix: "Give counts with 0 <= good <= total.",
    });
  }
  const allowed = total / burnCeiling(targetPercent);
  const failed = total - good;
  return { allowed, failed, leftShare: total === 0 ? undefined : 1 - failed / allowed };
}

/** A count-based alert that speaks where too few requests arrive for a burn rate to mean anything. */
export interface LowTrafficCompanion {
  readonly severity: BurnAlert["severity"];
  readonly window: Duration;
  /** It speaks from so many failures in the window on. */
  readonly failures: number;
  /** It speaks only while fewer requests than this arrived in the window; above, the burn-rate pair does. */
  readonly belowRequests: number;
}

/** Failures that always are needed: one lone failure never pages. */
export const fewestFailures = 2;

/**
 * The companion of a burn-rate alert for low traffic. A fast-burn pair on a quiet service is blind: its short window often
 * holds no request at all. The companion counts failures over the long window and speaks from the fewest failures that
 * spend more than the alert's share of the budget at `requestsPerHour`, the most traffic that still is "low"; at least
 * {@link fewestFailures}.
 */
export function lowTrafficCompanion(
  objective: Objective & { readonly requestsPerHour: number; readonly alert: BurnAlert },
): LowTrafficCompanion {
  const { alert, requestsPerHour } = objective;
  if (!(requestsPerHour > 0 && Number.isFinite(requestsPerHour))) {
    throw new LaunchgateError({
      code: "slo.invalid-count",
      message: `${String(requestsPerHour)} requests an hour is not a rate.`,
      fix: "Give a number of requests an hour above 0.",
    });
  }
  const monthly = (requestsPerHour * periodMilliseconds(objective.period)) / milliseconds("1 hour");
  const spent = (alert.budgetShare * monthly) / burnCeiling(objective.targetPercent);
  return {
    severity: alert.severity,
    window: alert.longWindow,
    failures: Math.max(fewestFailures, Math.floor(spent + 1e-9) + 1),
    belowRequests: Math.max(1, Math.ceil(requestsPerHour * hours(alert.longWindow) - 1e-9)),
  };
}

import { compare } from "../query/numbers.ts";
import type { Comparator } from "../query/expression.ts";
import type { MonitorOptions } from "../tables/monitor-options.ts";
import type { Status } from "./state.ts";

type Number = number | null | undefined;

/** What a value means. One that is over stays over until the recovery threshold is passed, where there is one. */
export function judge(
  value: number,
  { thresholds }: Pick<MonitorOptions, "thresholds">,
  comparator: Comparator,
  before: Status | undefined,
): Status {
  const { critical, warning, critical_recovery, warning_recovery } = thresholds ?? {};
  const isOver = (threshold: Number): boolean =>
    threshold !== undefined && threshold !== null && compare(value, comparator, threshold);
  if (isOver(critical)) return "Alert";
  if (before === "Alert" && isOver(critical_recovery)) return "Alert";
  if (isOver(warning)) return "Warn";
  return (before === "Warn" || before === "Alert") && isOver(warning_recovery) ? "Warn" : "OK";
}

/** What missing data means. `zero`: the query counts, and counted nothing; `wait`: nothing changes yet. */
export type Missing = "zero" | "wait" | "resolve" | "show" | "tell";

/**
 * What an evaluation without data means, by `on_missing_data` or the older pair of options. Source: datadog-v1.json
 * `on_missing_data`.
 *
 * @param missingFor milliseconds since the last data, or since the monitor was made
 * @param window milliseconds that the query looks at
 */
export function missingMeans(
  options: MonitorOptions,
  {
    countsOnly,
    missingFor,
    window,
  }: { readonly countsOnly: boolean; readonly missingFor: number; readonly window: number },
): Missing {
  switch (options.on_missing_data) {
    case "show_no_data":
      return missingFor >= window ? "show" : "wait";
    case "show_and_notify_no_data":
      return missingFor >= window ? "tell" : "wait";
    case "resolve":
      return "resolve";
    case "default":
      return countsOnly ? "zero" : "wait";
    case undefined: {
      if (options.notify_no_data !== true) return "wait";
      const frame = (options.no_data_timeframe ?? 0) > 0 ? (options.no_data_timeframe ?? 0) * 60_000 : 2 * window;
      return missingFor >= frame ? "tell" : "wait";
    }
  }
}

import type { MonitorOptions } from "./monitor-options.ts";

/** Kinds of monitors. Source: datadog-v1.json MonitorType. */
export const monitorTypes = [
  "composite",
  "event alert",
  "log alert",
  "metric alert",
  "process alert",
  "query alert",
  "rum alert",
  "service check",
  "synthetics alert",
  "trace-analytics alert",
  "slo alert",
  "event-v2 alert",
  "audit alert",
  "ci-pipelines alert",
  "ci-tests alert",
  "error-tracking alert",
  "database-monitoring alert",
  "network-performance alert",
  "cost alert",
  "data-quality alert",
  "network-path alert",
  "data-jobs alert",
  "llm-observability alert",
] as const;

/** One of {@link monitorTypes}. */
export type MonitorType = (typeof monitorTypes)[number];

/** What a query is compared with, at its end: `... > 14.4`. */
export interface Comparison {
  readonly operator: ">" | ">=" | "<" | "<=" | "==" | "!=";
  readonly value: number;
}

/** Kinds whose query ends in no comparison. */
const uncompared = new Set<MonitorType>(["composite", "service check", "synthetics alert"]);

/** The comparison at the end of a query, where its kind has one. */
export function comparisonOf(type: MonitorType, query: string): Comparison | undefined {
  if (uncompared.has(type)) return undefined;
  const groups = /(?<operator>>=|<=|==|!=|>|<)\s*(?<value>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/i.exec(query)?.groups;
  if (!groups) return undefined;
  return { operator: groups["operator"] as Comparison["operator"], value: Number(groups["value"]) };
}

/** Options with the query's own value as the critical threshold where no thresholds are given (operator issue 2106). */
export function withQueryThreshold(monitor: {
  readonly type: MonitorType;
  readonly query: string;
  readonly options: MonitorOptions;
}): MonitorOptions {
  const { type, query, options } = monitor;
  const comparison = comparisonOf(type, query);
  const given = Object.keys(options.thresholds ?? {}).length > 0;
  return given || !comparison ? options : { ...options, thresholds: { critical: comparison.value } };
}

import type { World } from "../../../world/world.ts";
import type { Data } from "../../../world/entity.ts";
import { monitorsOf } from "../monitors/state.ts";
import type { SloData } from "../tables/slo.ts";
import { seconds } from "../wire.ts";
import type { Stretch } from "./corrections.ts";
import { badShare, sloCounts, type Counts } from "./counts.ts";
import { uptimeStretches } from "./uptime.ts";

/** What an answer about the past of an objective is asked for. */
export interface HistoryArgs {
  readonly world: World;
  readonly slo: SloData;
  readonly span: Stretch;
  /** Target for the whole span, percent; default: those of the objective's timeframes. */
  readonly target: number | undefined;
  readonly withCorrections: boolean;
}

const hour = 3_600_000;
const day = 86_400_000;
const typeIds: Readonly<Record<SloData["type"], number>> = { metric: 0, monitor: 1, time_slice: 2 };

/** How an objective was kept within a time. Source: datadog-v1.json SLOHistoryResponseData. */
export function historyOf(args: HistoryArgs): Data {
  const { slo, span } = args;
  const { from, to } = span;
  return {
    type: slo.type,
    type_id: typeIds[slo.type],
    from_ts: seconds(from),
    to_ts: seconds(to),
    thresholds: Object.fromEntries(slo.thresholds.map((each) => [each.timeframe, thresholdView(each)])),
    overall: overall(args),
    ...(slo.type === "metric" ? { series: series(args) } : {}),
    ...(slo.type === "monitor" ? { monitors: monitors(args) } : {}),
  };
}

function overall(args: HistoryArgs): Data {
  const { world, slo, span, withCorrections } = args;
  const share = badShare(sloCounts(world, slo, span, withCorrections));
  const monitorHistory = slo.type === "monitor" ? { history: upHistory(args, slo.monitor_ids ?? []) } : {};
  return {
    name: slo.name,
    preview: false,
    ...figures(share, slo, args.target),
    precision: Object.fromEntries(slo.thresholds.map(({ timeframe }) => [timeframe, 2])),
    ...monitorHistory,
  };
}

/** Value of the indicator and what is left of the budgets, percent; `null` where nothing was counted. */
function figures(share: number | undefined, slo: SloData, target: number | undefined): Data {
  if (share === undefined) return { sli_value: null, span_precision: 2, error_budget_remaining: {} };
  const targets = [
    ...slo.thresholds.map((each) => [each.timeframe, each.target] as const),
    ...(target === undefined ? [] : [["custom", target] as const]),
  ];
  const left = targets.map(([name, each]) => [name, 100 * (1 - share / (1 - each / 100))] as const);
  return { sli_value: 100 * (1 - share), span_precision: 2, error_budget_remaining: Object.fromEntries(left) };
}

/** Good and all events in steps: an hour, above two days a day. */
function series({ world, slo, span, withCorrections }: HistoryArgs): Data {
  const step = span.to - span.from > 2 * day ? day : hour;
  const starts: number[] = [];
  for (let at = span.from; at < span.to; at += step) starts.push(at);
  const counts = starts.map((from) =>
    sloCounts(world, slo, { from, to: Math.min(span.to, from + step) }, withCorrections),
  );
  const column = (pick: (each: Counts) => number, expression: string): Data => {
    const values = counts.map(pick);
    const sum = values.reduce((total, each) => total + each, 0);
    return { values, count: values.length, sum, metadata: { aggr: "sum", expression, query_index: 0, unit: null } };
  };
  const { numerator = "good", denominator = "total" } = slo.query ?? {};
  return {
    interval: step / 1000,
    message: "",
    query: `${numerator}, ${denominator}`,
    res_type: "time_series",
    resp_version: 2,
    times: starts,
    numerator: column(({ good }) => good, numerator),
    denominator: column(({ total }) => total, denominator),
  };
}

function monitors(args: HistoryArgs): readonly Data[] {
  const { world, slo, span, withCorrections } = args;
  return (slo.monitor_ids ?? []).map((id) => {
    const entity = monitorsOf(world).find(({ data }) => data.id === id);
    const share = badShare(sloCounts(world, { ...slo, monitor_ids: [id] }, span, withCorrections));
    return {
      name: entity?.data.name ?? "",
      monitor_type: entity?.data.type ?? "",
      monitor_modified: seconds(entity?.updated ?? 0),
      preview: false,
      ...figures(share, slo, args.target),
      precision: 2,
      history: upHistory(args, [id]),
    };
  });
}

/** Moments at which monitors came up (0) or went down (1), seconds. Source: datadog-v1.json SLOHistoryMonitor. */
function upHistory({ world, span }: HistoryArgs, ids: readonly number[]): readonly (readonly [number, number])[] {
  return uptimeStretches(world, ids, span).map(({ from, isUp }) => [seconds(from), isUp ? 0 : 1] as const);
}

function thresholdView({ timeframe, target, warning }: SloData["thresholds"][number]): Data {
  const shown = { timeframe, target, target_display: String(target) };
  return warning === undefined ? shown : { ...shown, warning, warning_display: String(warning) };
}

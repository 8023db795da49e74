import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { parseMetricAlert } from "../query/monitor-query.ts";
import { QueryError } from "../query/tokens.ts";
import { problem } from "../wire.ts";
import type { MonitorOptions } from "./monitor-options.ts";
import { comparisonOf, type Comparison, type MonitorType } from "./monitor-query.ts";
import { byId, monitorsIn } from "./references.ts";

/** The part of a monitor that rules look at. */
interface Judged extends Data {
  readonly type: MonitorType;
  readonly query: string;
  readonly options: MonitorOptions;
}

const invalidQuery = "The value provided for parameter 'query' is invalid";

/** What Datadog refuses of a monitor: its query by kind, its thresholds, options that exclude each other. */
export function monitorProblems(data: Judged, call: Call, before: Entity<Judged> | undefined): FieldProblem[] {
  const comparison = comparisonOf(data.type, data.query);
  return [
    ...typeProblems(data, before),
    ...queryProblems(data, comparison, call),
    ...(comparison ? thresholdProblems(data.options, comparison) : []),
    ...missingDataProblems(data.options),
  ];
}

const sameKind = new Set<MonitorType>(["metric alert", "query alert"]);

function typeProblems({ type }: Judged, before: Entity<Judged> | undefined): FieldProblem[] {
  const was = before?.data.type ?? type;
  return was === type || (sameKind.has(was) && sameKind.has(type))
    ? []
    : [problem("type", "Monitor type cannot be changed after creation", type)];
}

function queryProblems({ type, query }: Judged, comparison: Comparison | undefined, call: Call): FieldProblem[] {
  const wrong = (why: string): FieldProblem[] => [problem("query", `${invalidQuery}: ${why}`, query)];
  switch (type) {
    case "composite":
      return compositeProblems(query, call);
    case "slo alert":
      return comparison ? objectiveProblems(query, call) : wrong("it must end in a comparison");
    case "metric alert":
    case "query alert": {
      if (!comparison) return wrong("it must end in a comparison with a number");
      const why = metricProblem(query);
      return why === undefined ? [] : wrong(why);
    }
    default:
      return [];
  }
}

/** What is wrong with the query of a metric monitor, or not evaluated here; nothing where it can be evaluated. */
function metricProblem(query: string): string | undefined {
  try {
    parseMetricAlert(query);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
}

function isBalanced(text: string): boolean {
  const without = text.replaceAll(/\([^(){}]*\)|\{[^(){}]*\}/g, "");
  return without === text ? !/[(){}]/.test(text) : isBalanced(without);
}

/** Ids joined by `&&`, `||` and `!`: all there, at most ten. Source: Datadog docs, "Composite monitors". */
function compositeProblems(query: string, call: Call): FieldProblem[] {
  const form = /^[\s!(]*\d+[\s)]*(?:(?:&&|\|\|)[\s!(]*\d+[\s)]*)*$/;
  if (!form.test(query) || !isBalanced(query)) return [problem("query", `${invalidQuery}: "${query}"`, query)];
  const ids = [...new Set(monitorsIn(query))];
  if (ids.length > 10) return [problem("query", "Composite monitors may use at most 10 monitors", query)];
  return ids
    .filter((id) => !byId("monitor", id, call))
    .map((id) => problem("query", `${invalidQuery}: monitor ${String(id)} does not exist`, id));
}

const burnRate =
  /^burn_rate\("(?<id>[^"]+)"\)\.over\("(?<over>[^"]+)"\)\.long_window\("\d+[mhd]"\)\.short_window\("\d+[mhd]"\)\s*[<>=]/;
const errorBudget = /^error_budget\("(?<id>[^"]+)"\)\.over\("(?<over>[^"]+)"\)\s*[<>=]/;

/** Source: datadog-v1.json Query Types, "SLO Alert Query"; facts/providers.md 6. */
function objectiveProblems(query: string, call: Call): FieldProblem[] {
  const groups = (burnRate.exec(query) ?? errorBudget.exec(query))?.groups;
  if (!groups) return [problem("query", `${invalidQuery}: "${query}"`, query)];
  const { id = "", over = "" } = groups;
  const slo = byId("slo", id, call);
  if (!slo) return [problem("query", `${invalidQuery}: SLO ${id} does not exist`, query)];
  const frames = (slo.data["thresholds"] as readonly { timeframe: string }[]).map(({ timeframe }) => timeframe);
  return frames.includes(over) ? [] : [problem("query", `${invalidQuery}: SLO ${id} has no timeframe ${over}`, query)];
}

/** Wordings: provider issue 1410 (mismatch), operator issue 2106 (`Alert status`); of the order: [unverified]. */
function thresholdProblems({ thresholds }: MonitorOptions, { operator, value }: Comparison): FieldProblem[] {
  const { critical, warning, critical_recovery: recovered } = thresholds ?? {};
  if (critical === undefined) return [problem("options.thresholds", "Alert status is required.")];
  if (critical !== value) {
    const pair = `(${pythonFloat(critical)}) does not match that used in the query (${pythonFloat(value)}).`;
    return [problem("options.thresholds.critical", `Alert threshold ${pair}`)];
  }
  const milder = (other: number | null | undefined): boolean =>
    other === undefined || other === null || (operator.startsWith(">") ? other < critical : other > critical);
  const than = operator.startsWith(">") ? "less" : "greater";
  return [
    ...(milder(warning) ? [] : [problem("options.thresholds.warning", `Warning threshold must be ${than} than alert`)]),
    ...(milder(recovered) || recovered === critical
      ? []
      : [problem("options.thresholds.critical_recovery", `Recovery threshold must be ${than} than alert`)]),
  ];
}

function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Source: datadog-v1.json, `on_missing_data` stands for `notify_no_data` and `no_data_timeframe`. Wording [unverified]. */
function missingDataProblems(options: MonitorOptions): FieldProblem[] {
  if (options.on_missing_data === undefined) return [];
  return options.notify_no_data === true || (options.no_data_timeframe ?? 0) > 0
    ? [problem("options.on_missing_data", "on_missing_data cannot be used with notify_no_data or no_data_timeframe")]
    : [];
}

import { evaluate, type Grid } from "../query/evaluate.ts";
import { metricsIn } from "../query/expression.ts";
import { parseMetricAlert, type MetricAlertQuery } from "../query/monitor-query.ts";
import { isWithin } from "../query/scope.ts";
import { sourceSince } from "../sources.ts";
import { judge, missingMeans } from "./judge.ts";
import type { Evaluation, Finding } from "./finding.ts";
import type { Series } from "../metrics/series.ts";

const minute = 60_000;
const day = 86_400_000;

/** A query, and what follows from it. */
interface Read extends MetricAlertQuery {
  /** Every metric in it is a count. */
  readonly countsOnly: boolean;
  readonly isGrouped: boolean;
  /** Milliseconds of one interval: a minute, or what the query's own `.rollup()` asks. */
  readonly step: number;
}

const parsed = new Map<string, Read>();

/** Evaluates a monitor of metrics: a value for each group, or that data is missing. (O2) */
export function metricAlert(evaluation: Evaluation): readonly Finding[] {
  const { entity, at, before } = evaluation;
  const query = queryOf(entity.data.query);
  const end = at - (entity.data.options.evaluation_delay ?? 0) * 1000;
  const values = valuesAt(query, evaluation, end);
  const groups = new Set([...values.keys(), ...Object.keys(before), ...(query.isGrouped ? [] : ["*"])]);
  return [...groups].flatMap((group) => {
    if (isTooNew(evaluation, group, query)) return [{ group, status: undefined }];
    const value = values.get(group);
    return [value === undefined ? missing(evaluation, query, group, end) : valued(evaluation, query, group, value)];
  });
}

/** The query of a metric monitor; each text is read once. */
export function queryOf(text: string): Read {
  const known = parsed.get(text) ?? read(text);
  parsed.set(text, known);
  return known;
}

function read(text: string): Read {
  const query = parseMetricAlert(text);
  const metrics = metricsIn(query.expression);
  const asked = Math.max(0, ...metrics.map(({ rollup }) => (rollup?.seconds ?? 0) * 1000));
  return {
    ...query,
    countsOnly: metrics.every(({ as }) => as === "count"),
    isGrouped: metrics.some(({ by }) => by.length > 0),
    step: asked > 0 ? asked : minute,
  };
}

function valued({ entity, before }: Evaluation, query: Read, group: string, value: number): Finding {
  const status = judge(value, entity.data.options, query.comparator, before[group]?.status);
  return { group, status, value };
}

function missing(evaluation: Evaluation, query: Read, group: string, end: number): Finding {
  const { options } = evaluation.entity.data;
  const missingFor = end - lastData(evaluation, query, group, end);
  // A group that is gone for a day is forgotten.
  if (query.isGrouped && missingFor > day) return { group, status: undefined, isGone: true };
  switch (missingMeans(options, { countsOnly: query.countsOnly, missingFor, window: query.window })) {
    case "zero":
      return valued(evaluation, query, group, 0);
    case "resolve":
      return { group, status: "OK" };
    case "show":
      return { group, status: "No Data", isQuiet: true };
    case "tell":
      return { group, status: "No Data" };
    case "wait":
      return { group, status: undefined };
  }
}

/** Values by group at the end of the window; groups without one are left out. */
function valuesAt(query: Read, evaluation: Evaluation, end: number): ReadonlyMap<string, number> {
  const now = windowValues(query, evaluation, end);
  const { change } = query;
  if (!change) return now;
  const then = windowValues(query, evaluation, end - change.before);
  const changes = [...now].flatMap(([group, value]): readonly [string, number][] => {
    const old = then.get(group);
    if (old === undefined || (change.inPercent && old === 0)) return [];
    return [[group, change.inPercent ? (100 * (value - old)) / Math.abs(old) : value - old]];
  });
  return new Map(changes);
}

/**
 * Sums of counts are taken before arithmetic (Datadog docs, "as_count() in Monitor Evaluations"), percentiles over the whole window;
 * everything else is computed minute by minute and then taken together.
 */
function windowValues(query: Read, { metrics, entity }: Evaluation, end: number): ReadonlyMap<string, number> {
  const { aggregator, window, expression } = query;
  const isWhole = aggregator === "percentile" || (aggregator === "sum" && query.countsOnly);
  const interval = isWhole ? window : Math.min(window, query.step);
  const length = Math.round(window / interval);
  const grid: Grid = { metrics, from: end - window, interval, length };
  const isFull = entity.data.options.require_full_window === true;
  const found = [...evaluate(expression, grid)].flatMap(([group, values]): readonly [string, number][] => {
    const known = [...values].filter((value) => !Number.isNaN(value));
    const enough = known.length > 0 && (!isFull || isWhole || !Number.isNaN(values[0]));
    return enough ? [[group, together(aggregator, known)]] : [];
  });
  return new Map(found);
}

function together(aggregator: MetricAlertQuery["aggregator"], values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (aggregator === "min") return Math.min(...values);
  if (aggregator === "max") return Math.max(...values);
  return aggregator === "avg" ? sum / values.length : sum;
}

/** Whether a group came only within `new_group_delay` seconds. */
function isTooNew({ entity, at, before, metrics }: Evaluation, group: string, query: Read): boolean {
  const delay = (entity.data.options.new_group_delay ?? 0) * 1000;
  if (delay === 0 || group === "*") return false;
  if (before[group] !== undefined && at - before[group].seen >= delay) return false;
  return firstData(metrics, query, group) > at - delay;
}

function firstData(metrics: Evaluation["metrics"], query: Read, group: string): number {
  return Math.min(...seriesOf(metrics, query, group).map(({ first }) => first));
}

/** When data came last, or could first be expected. */
function lastData({ world, metrics, entity }: Evaluation, query: Read, group: string, end: number): number {
  const last = Math.max(...seriesOf(metrics, query, group).map((series) => series.lastBefore(end)));
  return Math.max(last, entity.created, sourceSince(world) ?? 0);
}

function seriesOf(metrics: Evaluation["metrics"], { expression }: MetricAlertQuery, group: string): readonly Series[] {
  const tags = group === "*" ? [] : group.split(",");
  return metricsIn(expression).flatMap(({ metric, scope, scopeText }) => {
    const all = metrics.select(metric, scopeText, (series) => isWithin(series, scope));
    return all.filter((series) => tags.every((tag) => series.tags.includes(tag)));
  });
}

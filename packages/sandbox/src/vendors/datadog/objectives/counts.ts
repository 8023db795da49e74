import type { World } from "../../../world/world.ts";
import { metricsOf } from "../metrics/submit.ts";
import { evaluate, type Grid, type Grouped } from "../query/evaluate.ts";
import type { Comparator, Expression } from "../query/expression.ts";
import { compare } from "../query/numbers.ts";
import { parseQuery } from "../query/parse.ts";
import type { SloData } from "../tables/slo.ts";
import { correctedTimes, type Stretch } from "./corrections.ts";
import { uptime } from "./uptime.ts";

/** What counts for an objective within a time: events, or milliseconds. */
export interface Counts {
  readonly good: number;
  readonly total: number;
}

const parsed = new Map<string, Expression>();

/** Good and all events of an objective from one moment to another, corrected times left out unless asked otherwise. */
export function sloCounts(world: World, slo: SloData, span: Stretch, withCorrections = true): Counts {
  const all = rawCounts(world, slo, span);
  if (!withCorrections) return all;
  const out = correctedTimes(world, slo, span.from, span.to).map((each) => rawCounts(world, slo, each));
  return {
    good: out.reduce((sum, { good }) => sum - good, all.good),
    total: out.reduce((sum, { total }) => sum - total, all.total),
  };
}

/** Share of bad events, 0 to 1; undefined where nothing was counted. */
export function badShare({ good, total }: Counts): number | undefined {
  return total > 0 ? Math.min(1, Math.max(0, (total - good) / total)) : undefined;
}

function rawCounts(world: World, slo: SloData, span: Stretch): Counts {
  switch (slo.type) {
    case "metric":
      return metricCounts(world, slo, span);
    case "time_slice":
      return sliceCounts(world, slo, span);
    case "monitor":
      return uptime(world, slo.monitor_ids ?? [], span);
  }
}

function metricCounts(world: World, { query, sli_specification: specification }: SloData, span: Stretch): Counts {
  if (query) {
    return { good: totalOf(world, query.numerator, span), total: totalOf(world, query.denominator, span) };
  }
  if (!specification || !("count" in specification)) return { good: 0, total: 0 };
  const { count } = specification;
  const named = new Map(count.queries.map(({ name, query: text }) => [name, valuesOf(world, text, span)]));
  const names = [...named.keys()];
  const value = (formula: string): number =>
    summed(evaluate(parse(formula, names), { ...wholeGrid(world, span), named }));
  const good = value(count.good_events_formula.formula);
  if ("total_events_formula" in count) return { good, total: value(count.total_events_formula.formula) };
  return { good, total: good + value(count.bad_events_formula.formula) };
}

/** A slice is good where the comparison holds, and where there is no data. Source: Datadog docs, "Time Slice SLOs". */
function sliceCounts(world: World, { sli_specification: specification }: SloData, span: Stretch): Counts {
  if (!specification || !("time_slice" in specification)) return { good: 0, total: 0 };
  const { comparator, threshold, query, query_interval_seconds: seconds = 300 } = specification.time_slice;
  const interval = seconds * 1000;
  const length = Math.max(0, Math.floor((span.to - span.from) / interval));
  const grid: Grid = { metrics: metricsOf(world), from: span.from, interval, length };
  const named = new Map(query.queries.map((each) => [each.name, evaluate(parse(each.query, []), grid)]));
  const values = evaluate(parse(query.formulas[0]?.formula ?? "", [...named.keys()]), { ...grid, named });
  const [first] = values.values();
  const bad = [...(first ?? [])].filter((value) => isBad(value, comparator, threshold)).length;
  return { good: (length - bad) * interval, total: length * interval };
}

function isBad(value: number, comparator: Comparator, threshold: number): boolean {
  return !Number.isNaN(value) && !compare(value, comparator, threshold);
}

function totalOf(world: World, query: string, span: Stretch): number {
  return summed(valuesOf(world, query, span));
}

function valuesOf(world: World, query: string, span: Stretch): Grouped {
  return evaluate(parse(query, []), wholeGrid(world, span));
}

function wholeGrid(world: World, { from, to }: Stretch): Grid {
  return { metrics: metricsOf(world), from, interval: to - from, length: 1 };
}

function summed(values: Grouped): number {
  return [...values.values()].reduce((sum, [value = NaN]) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

function parse(text: string, names: readonly string[]): Expression {
  const key = `${names.join(",")}|${text}`;
  const known = parsed.get(key) ?? parseQuery(text, names);
  parsed.set(key, known);
  return known;
}

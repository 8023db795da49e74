import { emptyFold, percentile, type Fold, type Passing } from "../metrics/fold.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import type { Series } from "../metrics/series.ts";
import type { Expression, MetricQuery } from "./expression.ts";
import { applied, interpolationLimit, shiftOf } from "./functions.ts";
import { compare, aggregated, percentileShares } from "./numbers.ts";
import { isWithin } from "./scope.ts";

/** Values by group: `*` without groups, else `service:web,version:v1`; NaN where there is none. */
export type Grouped = ReadonlyMap<string, Float64Array>;

/** Which values a query is asked for: `length` intervals from `from` on. */
export interface Grid {
  readonly metrics: MetricStore;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Milliseconds of one interval. */
  readonly interval: number;
  readonly length: number;
  /** Answers of the queries that a formula names. */
  readonly named?: ReadonlyMap<string, Grouped>;
}

/** The values of a query. One interval as long as a window gives the totals of the window. */
export function evaluate(expression: Expression, grid: Grid): Grouped {
  switch (expression.kind) {
    case "number":
      return new Map([["*", new Float64Array(grid.length).fill(expression.value)]]);
    case "name":
      return grid.named?.get(expression.name) ?? new Map<string, Float64Array>();
    case "metric":
      return metricValues(expression, grid);
    case "function": {
      const { name, numbers, of } = expression;
      const shifted = { ...grid, from: grid.from - shiftOf(name, numbers) };
      return applied(name, numbers, evaluate(of, shifted), grid.length);
    }
    case "operation":
      return operated(expression, evaluate(expression.left, grid), evaluate(expression.right, grid));
  }
}

type Operation = Extract<Expression, { kind: "operation" }>;

const operators: Readonly<Record<Operation["operator"], (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? NaN : a / b),
};

/** Group by group; what has no groups goes with every group of the other side. */
function operated({ operator, left, right }: Operation, a: Grouped, b: Grouped): Grouped {
  const work = operators[operator];
  const [wide, other] = isWide(left, a) && !isWide(right, b) ? [b, a] : [a, b];
  const result = new Map<string, Float64Array>();
  for (const group of wide.keys()) {
    const [x, y] = [a.get(group) ?? a.get("*"), b.get(group) ?? b.get("*")];
    if (!x || !y || other.size === 0) continue;
    result.set(
      group,
      x.map((value, index) => work(value, y[index] ?? NaN)),
    );
  }
  return result;
}

function isWide(expression: Expression, values: Grouped): boolean {
  return expression.kind === "number" || (values.size === 1 && values.has("*"));
}

function metricValues(query: MetricQuery, grid: Grid): Grouped {
  const { metric, scope, scopeText } = query;
  const series = grid.metrics.select(metric, scopeText, (each) => isWithin(each, scope));
  const groups = new Map<string, Series[]>();
  for (const each of series) {
    const values = query.by.map((tag) => each.tag(tag));
    if (values.includes(undefined)) continue;
    const name = query.by.map((tag, index) => `${tag}:${String(values[index])}`).join(",") || "*";
    const group = groups.get(name) ?? [];
    if (group.length === 0) groups.set(name, group);
    group.push(each);
  }
  return new Map([...groups].map(([name, all]) => [name, groupValues(query, all, grid)]));
}

function groupValues(query: MetricQuery, series: readonly Series[], grid: Grid): Float64Array {
  const isDistribution = series[0]?.kind === "distribution";
  const values = isDistribution ? merged(query, series, grid) : perSeries(query, series, grid);
  return filled(query, values);
}

/** Distributions are merged before anything is computed: a percentile of all values. */
function merged(query: MetricQuery, series: readonly Series[], grid: Grid): Float64Array {
  const { aggregator, values } = query;
  const share = percentileShares[aggregator];
  return cells(grid, (from, to) => {
    const sketch = share === undefined ? undefined : new Map<number, number>();
    const fold = emptyFold({ ...(sketch ? { sketch } : {}), ...(values ? { passing: passing(values) } : {}) });
    for (const each of series) each.fold(from, to, fold);
    if (fold.count === 0) return NaN;
    if (fold.passing) return fold.passing.times;
    if (sketch) return percentile(sketch, share ?? 0) ?? NaN;
    return rated(query, aggregated(aggregator, fold), grid.interval);
  });
}

/** Counts the values of a distribution that pass `v<=500`. */
function passing({ comparator, than }: NonNullable<MetricQuery["values"]>): Passing {
  return { name: `${comparator}${String(than)}`, test: (value) => compare(value, comparator, than), times: 0 };
}

/** Others: each series over time first, then all of them together. */
function perSeries(query: MetricQuery, series: readonly Series[], grid: Grid): Float64Array {
  const rows = series.map((each) => {
    const row = cells(grid, (from, to) => {
      const fold = emptyFold();
      each.fold(from, to, fold);
      return fold.count === 0 ? NaN : overTime(query, each, fold, grid.interval);
    });
    return each.kind === "gauge" && series.length > 1 && query.fill === undefined
      ? drawn(row, Math.floor(interpolationLimit / grid.interval))
      : row;
  });
  return cells(grid, (_from, _to, index) => {
    const fold = emptyFold();
    for (const row of rows) addValue(fold, row[index] ?? NaN);
    return fold.count === 0 ? NaN : aggregated(query.aggregator, fold);
  });
}

/** By the modifier, else as the kind and the aggregation over space ask. Source: Datadog docs, "Rollup"; [unverified] in parts. */
function overTime({ rollup, aggregator, as }: MetricQuery, { kind }: Series, fold: Fold, interval: number): number {
  if (rollup?.aggregator) return aggregated(rollup.aggregator, fold);
  if (kind === "gauge") return aggregated(aggregator === "max" || aggregator === "min" ? aggregator : "avg", fold);
  const isRate = as === "rate" || (as === undefined && kind === "rate");
  return isRate ? fold.sum / (interval / 1000) : fold.sum;
}

function rated({ as, aggregator }: MetricQuery, value: number, interval: number): number {
  return as === "rate" && (aggregator === "sum" || aggregator === "count") ? value / (interval / 1000) : value;
}

function addValue(fold: Fold, value: number): void {
  if (Number.isNaN(value)) return;
  fold.sum += value;
  fold.count += 1;
  fold.min = Math.min(fold.min, value);
  fold.max = Math.max(fold.max, value);
}

function cells(
  { from, interval, length }: Grid,
  value: (from: number, to: number, index: number) => number,
): Float64Array {
  return Float64Array.from({ length }, (_, index) =>
    value(from + index * interval, from + (index + 1) * interval, index),
  );
}

function filled({ fill }: MetricQuery, values: Float64Array): Float64Array {
  if (fill === "zero") return values.map((value) => (Number.isNaN(value) ? 0 : value));
  if (fill === "linear") return drawn(values, Infinity);
  if (fill !== "last") return values;
  let last = NaN;
  return values.map((value) => (last = Number.isNaN(value) ? last : value));
}

/** Missing values between two known ones that are at most `most` intervals apart, on the line between them. */
function drawn(values: Float64Array, most: number): Float64Array {
  const result = values.slice();
  let before = -1;
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isNaN(values[index])) continue;
    const [start = 0, end = 0] = [values[before], values[index]];
    for (let gap = before + 1; before >= 0 && index - before <= most && gap < index; gap += 1) {
      result[gap] = start + ((end - start) * (gap - before)) / (index - before);
    }
    before = index;
  }
  return result;
}

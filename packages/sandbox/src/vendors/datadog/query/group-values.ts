import { emptyFold, percentile, type Fold, type Passing } from "../metrics/fold.ts";
import type { Series } from "../metrics/series.ts";
import type { Grid } from "./evaluate.ts";
import type { MetricQuery } from "./expression.ts";
import { interpolationLimit } from "./functions.ts";
import { aggregated, compare, percentileShares } from "./numbers.ts";

/** The values of a query for the series of one group, NaN where there is none. */
export function groupValues(query: MetricQuery, series: readonly Series[], grid: Grid): Float64Array {
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
  const values = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    values[index] = value(from + index * interval, from + (index + 1) * interval, index);
  }
  return values;
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

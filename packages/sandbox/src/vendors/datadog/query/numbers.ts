import type { Fold } from "../metrics/fold.ts";
import type { Comparator } from "./expression.ts";

/** Percentile aggregations by the share of the values that they are above. */
export const percentileShares: Readonly<Record<string, number | undefined>> = {
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
};

const comparisons: Readonly<Record<Comparator, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** Whether `value comparator than` holds. */
export function compare(value: number, comparator: Comparator, than: number): boolean {
  return comparisons[comparator](value, than);
}

/** What an aggregation makes of at least one point. */
export function aggregated(aggregator: string, { sum, count, min, max }: Fold): number {
  switch (aggregator) {
    case "sum":
      return sum;
    case "min":
      return min;
    case "max":
      return max;
    case "count":
      return count;
    default:
      return sum / count;
  }
}

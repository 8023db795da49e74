/** How series of one group become one. */
export const spaceAggregators = ["avg", "sum", "min", "max", "count", "p50", "p75", "p90", "p95", "p99"] as const;
/** One of {@link spaceAggregators}. */
export type SpaceAggregator = (typeof spaceAggregators)[number];

/** How the points of one series within one interval become one. */
export const timeAggregators = ["avg", "sum", "min", "max", "count"] as const;
/** One of {@link timeAggregators}. */
export type TimeAggregator = (typeof timeAggregators)[number];

/** What numbers are compared by. */
export type Comparator = ">" | ">=" | "<" | "<=" | "==" | "!=";

/** Which series: a tree of tests on their tags. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "tag"; readonly key: string; readonly pattern: string }
  | { readonly kind: "not"; readonly of: Scope }
  | { readonly kind: "and" | "or"; readonly of: readonly Scope[] };

/** A query of one metric. */
export interface MetricQuery {
  readonly kind: "metric";
  readonly aggregator: SpaceAggregator;
  /** `count(v: v<=500)`: only such values of a distribution count. */
  readonly values?: { readonly comparator: Comparator; readonly than: number };
  readonly metric: string;
  readonly scope: Scope;
  /** The scope as written. */
  readonly scopeText: string;
  /** Tags that make a group each. */
  readonly by: readonly string[];
  readonly as?: "count" | "rate";
  readonly rollup?: { readonly aggregator?: TimeAggregator; readonly seconds?: number };
  readonly fill?: "zero" | "null" | "linear" | "last";
}

/** A query: metrics, numbers, arithmetic, functions, and names of other queries where it is a formula. */
export type Expression =
  | MetricQuery
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "operation";
      readonly operator: "+" | "-" | "*" | "/";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "function"; readonly name: string; readonly of: Expression; readonly numbers: readonly number[] };

/** All queries of metrics in an expression. */
export function metricsIn(expression: Expression): readonly MetricQuery[] {
  switch (expression.kind) {
    case "metric":
      return [expression];
    case "operation":
      return [...metricsIn(expression.left), ...metricsIn(expression.right)];
    case "function":
      return metricsIn(expression.of);
    case "number":
    case "name":
      return [];
  }
}

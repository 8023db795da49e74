import type { MetricStore } from "../metrics/metric-store.ts";
import type { Series } from "../metrics/series.ts";
import type { Expression, MetricQuery } from "./expression.ts";
import { applied, shiftOf } from "./functions.ts";
import { groupValues } from "./group-values.ts";
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

const nothing: Grouped = new Map();

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
  if (query.by.length === 0) {
    return series.length === 0 ? nothing : new Map([["*", groupValues(query, series, grid)]]);
  }
  const groups = new Map<string, Series[]>();
  for (const each of series) {
    const values = query.by.map((tag) => each.tag(tag));
    if (values.includes(undefined)) continue;
    const name = query.by.map((tag, index) => `${tag}:${String(values[index])}`).join(",");
    const group = groups.get(name) ?? [];
    if (group.length === 0) groups.set(name, group);
    group.push(each);
  }
  return new Map([...groups].map(([name, all]) => [name, groupValues(query, all, grid)]));
}

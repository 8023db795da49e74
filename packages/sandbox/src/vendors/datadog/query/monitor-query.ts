import type { Comparator, Expression, TimeAggregator } from "./expression.ts";
import { comparatorOf, readExpression, timeAggregatorOf } from "./parse.ts";
import { QueryError, Tokens } from "./tokens.ts";

/** A query of a metric monitor, taken apart. */
export interface MetricAlertQuery {
  readonly aggregator: TimeAggregator | "percentile";
  /** Milliseconds of the window that is looked at. */
  readonly window: number;
  /** `change(avg(last_5m),last_1h)`: compared with the value so many milliseconds before. */
  readonly change?: { readonly before: number; readonly inPercent: boolean };
  readonly expression: Expression;
  readonly comparator: Comparator;
  readonly critical: number;
}

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 28 * 86_400_000,
};

/** Milliseconds of `5m`, `1h`, `30d`; undefined for another text. */
export function durationOf(text: string): number | undefined {
  const [, count, unit] = /^(\d+)(mo|[mhdw])$/.exec(text) ?? [];
  const width = units[unit ?? ""];
  return width === undefined ? undefined : Number(count) * width;
}

/**
 * Reads `avg(last_10m):max:app.queue.backlog{env:prod} > 2000`. Source: datadog-v1.json, "Query Types".
 *
 * @throws QueryError
 */
export function parseMetricAlert(query: string): MetricAlertQuery {
  const tokens = new Tokens(query);
  const head = headOf(tokens);
  tokens.expect(":");
  const expression = readExpression(tokens);
  const comparator = comparatorOf(tokens);
  const critical = tokens.number();
  if (tokens.peek().kind !== "end") throw tokens.unexpected();
  return { ...head, expression, comparator, critical };
}

function headOf(tokens: Tokens): Pick<MetricAlertQuery, "aggregator" | "window" | "change"> {
  const name = tokens.peek().text;
  const isChange = name === "change" || name === "pct_change";
  if (isChange) {
    tokens.take();
    tokens.expect("(");
  }
  const aggregator = timeAggregatorOf(tokens);
  tokens.expect("(");
  const window = windowOf(tokens);
  tokens.expect(")");
  if (!isChange) return { aggregator, window };
  tokens.expect(",");
  const before = windowOf(tokens);
  tokens.expect(")");
  return { aggregator, window, change: { before, inPercent: name === "pct_change" } };
}

function windowOf(tokens: Tokens): number {
  const text = tokens.need("word");
  const window = text.startsWith("last_") ? durationOf(text.slice("last_".length)) : undefined;
  if (window === undefined) throw new QueryError(`window ${text} is not evaluated by the sandbox`);
  return window;
}

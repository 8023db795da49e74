import {
  spaceAggregators,
  timeAggregators,
  type Comparator,
  type Expression,
  type MetricQuery,
  type SpaceAggregator,
  type TimeAggregator,
} from "./expression.ts";
import { functionNames } from "./functions.ts";
import { scopeOf } from "./scope.ts";
import { QueryError, Tokens } from "./tokens.ts";

/**
 * Reads a query of metrics, such as `100 * default_zero(sum:app.requests{env:prod,status_class:5xx}.as_count()) / sum:...`.
 * In a formula, `names` are the queries that it may name. Source: Datadog docs, "Query Syntax", "Functions".
 *
 * @throws QueryError with what cannot be read, or is not evaluated here
 */
export function parseQuery(query: string, names: readonly string[] = []): Expression {
  const tokens = new Tokens(query);
  const expression = sum(tokens, names);
  if (tokens.peek().kind !== "end") throw tokens.unexpected();
  return expression;
}

/** Reads an expression and leaves what stands behind it: the comparison of a monitor. @throws QueryError */
export function readExpression(tokens: Tokens): Expression {
  return sum(tokens, []);
}

function sum(tokens: Tokens, names: readonly string[]): Expression {
  let left = product(tokens, names);
  for (;;) {
    const operator = tokens.peek().text;
    if (operator !== "+" && operator !== "-") return left;
    tokens.take();
    left = { kind: "operation", operator, left, right: product(tokens, names) };
  }
}

function product(tokens: Tokens, names: readonly string[]): Expression {
  let left = factor(tokens, names);
  for (;;) {
    const operator = tokens.peek().text;
    if (operator !== "*" && operator !== "/") return left;
    tokens.take();
    left = { kind: "operation", operator, left, right: factor(tokens, names) };
  }
}

function factor(tokens: Tokens, names: readonly string[]): Expression {
  const { kind, text } = tokens.peek();
  if (kind === "number" || text === "-") return { kind: "number", value: tokens.number() };
  if (tokens.skip("(")) {
    const inner = sum(tokens, names);
    tokens.expect(")");
    return inner;
  }
  if (kind !== "word") throw tokens.unexpected();
  if (isAggregator(text) && (tokens.peek(1).text === ":" || tokens.peek(2).text === "v")) return metric(tokens);
  if (tokens.peek(1).text === "(") return call(tokens, names);
  if (!names.includes(text)) throw tokens.unexpected();
  return { kind: "name", name: tokens.take().text };
}

function call(tokens: Tokens, names: readonly string[]): Expression {
  const name = tokens.take().text;
  if (!functionNames.includes(name)) throw new QueryError(`function ${name} is not evaluated by the sandbox`);
  tokens.expect("(");
  const of = sum(tokens, names);
  const numbers: number[] = [];
  while (tokens.skip(",")) numbers.push(tokens.number());
  tokens.expect(")");
  return { kind: "function", name, of, numbers };
}

function metric(tokens: Tokens): MetricQuery {
  const aggregator = tokens.take().text as SpaceAggregator;
  const values = valueFilter(tokens);
  tokens.expect(":");
  const name = tokens.need("word");
  const scopeText = inner(tokens);
  const by = tokens.skip("by")
    ? inner(tokens)
        .split(",")
        .map((tag) => tag.trim())
    : [];
  const head = { kind: "metric", aggregator, metric: name, scope: scopeOf(scopeText), scopeText, by } as const;
  return { ...head, ...(values ? { values } : {}), ...modifiers(tokens) };
}

/** `count(v: v<=500)`. */
function valueFilter(tokens: Tokens): MetricQuery["values"] {
  if (!tokens.skip("(")) return undefined;
  for (const each of ["v", ":", "v"]) tokens.expect(each);
  const comparator = comparatorOf(tokens);
  const than = tokens.number();
  tokens.expect(")");
  return { comparator, than };
}

function modifiers(tokens: Tokens): Pick<MetricQuery, "as" | "rollup" | "fill"> {
  let found: Pick<MetricQuery, "as" | "rollup" | "fill"> = {};
  while (tokens.skip(".")) {
    const name = tokens.need("word");
    tokens.expect("(");
    if (name === "as_count" || name === "as_rate") found = { ...found, as: name === "as_count" ? "count" : "rate" };
    else if (name === "rollup") found = { ...found, rollup: rollup(tokens) };
    else if (name === "fill") found = { ...found, fill: fill(tokens) };
    else throw new QueryError(`modifier .${name}() is not evaluated by the sandbox`);
    tokens.expect(")");
  }
  return found;
}

function rollup(tokens: Tokens): NonNullable<MetricQuery["rollup"]> {
  if (tokens.peek().kind === "number") return { seconds: tokens.number() };
  const aggregator = timeAggregators.find((each) => each === tokens.peek().text);
  if (aggregator === undefined) throw new QueryError(`rollup(${tokens.peek().text}) is not evaluated by the sandbox`);
  tokens.take();
  return { aggregator, ...(tokens.skip(",") ? { seconds: tokens.number() } : {}) };
}

function fill(tokens: Tokens): NonNullable<MetricQuery["fill"]> {
  const how = (["zero", "null", "linear", "last"] as const).find((each) => each === tokens.peek().text);
  if (how === undefined) throw new QueryError(`fill(${tokens.peek().text}) is not evaluated by the sandbox`);
  tokens.take();
  return how;
}

/** Takes a comparison. @throws QueryError */
export function comparatorOf(tokens: Tokens): Comparator {
  const found = ([">=", "<=", "==", "!=", ">", "<"] as const).find((each) => each === tokens.peek().text);
  if (found === undefined) throw tokens.unexpected();
  tokens.take();
  return found;
}

/** Takes an aggregation over time. @throws QueryError */
export function timeAggregatorOf(tokens: Tokens): TimeAggregator | "percentile" {
  const all = ["avg", "sum", "min", "max", "percentile"] as const;
  const found = all.find((each) => each === tokens.peek().text);
  if (found === undefined) throw new QueryError(`aggregation ${tokens.peek().text} is not evaluated by the sandbox`);
  tokens.take();
  return found;
}

function inner(tokens: Tokens): string {
  return tokens.need("scope").slice(1, -1).trim();
}

function isAggregator(text: string): boolean {
  return (spaceAggregators as readonly string[]).includes(text);
}

import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { Refusal, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data } from "../../../world/entity.ts";
import { metricsOf } from "../metrics/submit.ts";
import { evaluate, type Grid, type Grouped } from "../query/evaluate.ts";
import { metricsIn, type Expression } from "../query/expression.ts";
import { intervalOf } from "../query/intervals.ts";
import { aggregated } from "../query/numbers.ts";
import { parseQuery } from "../query/parse.ts";
import { QueryError } from "../query/tokens.ts";

const query = z.looseObject({
  data_source: z.literal("metrics", "only metrics are queried in the sandbox"),
  name: z.string().optional(),
  query: z.string().min(1),
  aggregator: z.enum(["avg", "min", "max", "sum", "last", "mean"]).optional(),
});
const asked = z.object({
  from: z.number(),
  to: z.number(),
  interval: z.number().positive().optional(),
  queries: z.array(query).min(1),
  formulas: z.array(z.looseObject({ formula: z.string().min(1) })).optional(),
});
type Asked = z.infer<typeof asked>;

/** Queries of metrics. */
export const queryRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v1/query",
    scope: "timeseries_read",
    statuses: [200],
    source: "datadog-v1.json /api/v1/query; facts/endpoints.md 5: no data is an empty list; wordings [unverified]",
    run(call) {
      const { query: given } = call.request;
      const text = given.get("query") ?? "";
      const [from, to] = [secondsOf(given, "from"), secondsOf(given, "to")];
      const expression = parsed(text, []);
      const grid = gridOf(call, expression, from * 1000, to * 1000);
      const values = withData(evaluate(expression, grid));
      const series = [...values].map(([group, each]) => seriesView(text, expression, group, each, grid));
      const by = [...new Set(metricsIn(expression).flatMap((each) => each.by))];
      const span = { from_date: from * 1000, to_date: to * 1000, group_by: by };
      const body = { status: "ok", res_type: "time_series", query: text, message: "", ...span, series };
      return { status: 200, body };
    },
  },
  {
    method: "POST",
    template: "/api/v2/query/timeseries",
    scope: "timeseries_read",
    statuses: [200],
    source: "datadog-v2.json /api/v2/query/timeseries",
    run(call) {
      const { answers, grid } = formulas(call);
      const all = answers.flatMap((values, query_index) =>
        [...values].map(([group, each]) => ({ query_index, group_tags: tagsOf(group), values: [...each].map(orNull) })),
      );
      const series = all.map(({ query_index, group_tags }) => ({ query_index, group_tags }));
      const times = Array.from({ length: grid.length }, (_, index) => grid.from + index * grid.interval);
      const attributes = { series, times, values: all.map(({ values }) => values) };
      return { status: 200, body: { data: { type: "timeseries_response", attributes } } };
    },
  },
  {
    method: "POST",
    template: "/api/v2/query/scalar",
    scope: "timeseries_read",
    statuses: [200],
    source: "datadog-v2.json /api/v2/query/scalar",
    run(call) {
      const { answers, names, attributes } = formulas(call);
      const groups = [...new Set(answers.flatMap((values) => [...values.keys()]))];
      const keys = [...new Set(groups.flatMap((group) => tagsOf(group).map((tag) => tag.split(":")[0] ?? "")))];
      const aggregator = attributes.queries[0]?.aggregator ?? "avg";
      const columns: Data[] = [
        ...keys.map((name) => ({ type: "group", name, values: groups.map((group) => [valueOfTag(group, name)]) })),
        ...answers.map((values, index) => ({
          type: "number",
          name: names[index],
          values: groups.map((group) => scalarOf(values.get(group), aggregator)),
          meta: {},
        })),
      ];
      return { status: 200, body: { data: { type: "scalar_response", attributes: { columns } } } };
    },
  },
];

interface Answers {
  readonly attributes: Asked;
  readonly names: readonly string[];
  readonly answers: readonly Grouped[];
  readonly grid: Grid;
}

/** The answers of the formulas of a version 2 request, or of its queries where it has none. */
function formulas(call: Call): Answers {
  const body = call.request.body as { readonly data?: { readonly attributes?: unknown } } | undefined;
  const result = validate(asked, body?.data?.attributes);
  if (!result.ok) throw new Refusal({ kind: "invalid", what: "query", problems: result.problems });
  const attributes = result.fields as Asked;
  const { from, to, interval } = attributes;
  const queries = attributes.queries.map((each, index) => ({
    name: each.name ?? `query${String(index + 1)}`,
    expression: parsed(each.query, []),
  }));
  const [first] = queries;
  const grid = gridOf(call, first?.expression ?? { kind: "number", value: 0 }, from, to, interval);
  const named = new Map(queries.map(({ name, expression }) => [name, evaluate(expression, grid)]));
  const names = attributes.formulas?.map(({ formula }) => formula) ?? [...named.keys()];
  const answers = names.map((formula) => withData(evaluate(parsed(formula, [...named.keys()]), { ...grid, named })));
  return { attributes, names, answers, grid };
}

/** Groups without a single value in the time asked for are not in an answer. */
function withData(values: Grouped): Grouped {
  return new Map([...values].filter(([, each]) => each.some((value) => !Number.isNaN(value))));
}

function gridOf({ world }: Call, expression: Expression, from: number, to: number, asked?: number): Grid {
  if (!(to > from)) throw refuseWith(400, { errors: ["Invalid parameter: from must be before to"] });
  const interval = asked ?? intervalOf(expression, to - from);
  const start = Math.floor(from / interval) * interval;
  return { metrics: metricsOf(world), from: start, interval, length: Math.ceil((to - start) / interval) };
}

function seriesView(text: string, expression: Expression, group: string, values: Float64Array, grid: Grid): Data {
  const pointlist = [...values].flatMap((value, index) =>
    Number.isNaN(value) ? [] : [[grid.from + index * grid.interval, value]],
  );
  const [metric] = expression.kind === "metric" ? [expression] : [];
  const scope = group === "*" ? (metric?.scopeText ?? "*") : group;
  return {
    metric: metric?.metric ?? text,
    display_name: metric?.metric ?? text,
    expression: text,
    aggr: metric?.aggregator ?? null,
    scope,
    tag_set: tagsOf(group),
    interval: grid.interval / 1000,
    length: pointlist.length,
    start: pointlist[0]?.[0] ?? grid.from,
    end: (pointlist.at(-1)?.[0] ?? grid.from) + grid.interval - 1,
    query_index: 0,
    pointlist,
  };
}

function parsed(text: string, names: readonly string[]): Expression {
  try {
    return parseQuery(text, names);
  } catch (error) {
    if (error instanceof QueryError) throw refuseWith(400, { errors: [`Error parsing query: ${error.message}`] });
    throw error;
  }
}

function secondsOf(given: URLSearchParams, name: string): number {
  const value = Number(given.get(name) ?? NaN);
  if (!Number.isFinite(value)) throw refuseWith(400, { errors: [`Invalid parameter: ${name}`] });
  return value;
}

function tagsOf(group: string): readonly string[] {
  return group === "*" ? [] : group.split(",");
}

function valueOfTag(group: string, key: string): string {
  const tag = tagsOf(group).find((each) => each.startsWith(`${key}:`));
  return tag?.slice(key.length + 1) ?? "";
}

function scalarOf(values: Float64Array | undefined, aggregator: string): number | null {
  const known = [...(values ?? [])].filter((value) => !Number.isNaN(value));
  if (known.length === 0) return null;
  if (aggregator === "last") return known.at(-1) ?? null;
  const sum = known.reduce((total, value) => total + value, 0);
  return aggregated(aggregator, { sum, count: known.length, min: Math.min(...known), max: Math.max(...known) });
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

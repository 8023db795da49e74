import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data } from "../../../world/entity.ts";
import { gridOf, parsed, tagsOf, withData } from "../query/ask.ts";
import { evaluate, type Grid, type Grouped } from "../query/evaluate.ts";
import { aggregated } from "../query/numbers.ts";

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

/** Queries of metrics with formulas. */
export const queryV2Routes: readonly Route[] = [
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

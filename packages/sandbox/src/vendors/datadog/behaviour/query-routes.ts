import type { Route } from "../../../http/router.ts";
import { refuseWith } from "../../../http/refusal.ts";
import type { Data } from "../../../world/entity.ts";
import { gridOf, parsed, tagsOf, withData } from "../query/ask.ts";
import { evaluate, type Grid } from "../query/evaluate.ts";
import { metricsIn, type Expression } from "../query/expression.ts";
import { queryV2Routes } from "./query-v2-routes.ts";

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
  ...queryV2Routes,
];

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

function secondsOf(given: URLSearchParams, name: string): number {
  const value = Number(given.get(name) ?? NaN);
  if (!Number.isFinite(value)) throw refuseWith(400, { errors: [`Invalid parameter: ${name}`] });
  return value;
}

import type { Failure, Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";
import { isEmpty, list, optional, said, steering, text } from "./forms.ts";

const plain = plainRow({
  type: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  source: "terraform-provider-datadog resource_datadog_service_level_objective.go; datadog-v1.json /api/v1/slo",
  createBy: "POST /api/v1/slo",
  readBy: "GET /api/v1/slo/{id}",
  updateBy: "PUT /api/v1/slo/{id}",
  id: "{answer.data.0.id}",
  unwrap: "data",
  settings: {
    type: { change: "replace", values: ["metric", "monitor", "time_slice"] },
    description: { absent: "" },
    tags: { absent: [], unordered: true },
    groups: { absent: [], unordered: true },
    monitorIds: { absent: [], unordered: true },
    thresholds: { minItems: 1 },
    "thresholds[].timeframe": { values: ["7d", "30d", "90d", "custom"] },
    timeframe: { values: ["7d", "30d", "90d", "custom"] },
    "sliSpecification.timeSlice.comparator": { values: [">", ">=", "<", "<="] },
    "sliSpecification.timeSlice.queryIntervalSeconds": { values: [60, 300] },
    query: { absent: {} },
    sliSpecification: { absent: {} },
    forceDelete: { change: "state" },
    validate: { change: "state" },
    ignoreTagKeys: { change: "state" },
  },
  forms: {
    description: text,
    tags: list,
    groups: list,
    monitorIds: list,
    query: optional("query"),
    sliSpecification: {
      wire: "sli_specification",
      to: (value) => (isEmpty(value) ? undefined : toSpecification(value as Properties)),
      from: (value) => (value === undefined || value === null ? null : fromSpecification(value as Properties)),
    },
    forceDelete: steering,
    validate: steering,
    ignoreTagKeys: steering,
  },
  check: conflicts,
});

/** A service level objective. `forceDelete` takes it away from dashboards too. */
export const serviceLevelObjective: PluginRow = {
  ...plain,
  async remove(id, state, call) {
    await call.http.remove(
      `/api/v1/slo/${encodeURIComponent(id)}${state["forceDelete"] === true ? "?force=true" : ""}`,
    );
  },
};

function conflicts(inputs: Properties): readonly Failure[] {
  const { query, sliSpecification: specification } = inputs;
  const clashes = ["monitorIds", "groups"].filter((key) => inputs[key] !== undefined && query !== undefined);
  return [
    ...clashes.map((property) => ({ property, reason: "conflicts with query" })),
    ...(query !== undefined && specification !== undefined
      ? [{ property: "sliSpecification", reason: "conflicts with query" }]
      : []),
  ];
}

function toSpecification({ count, timeSlice }: Properties): Properties {
  return count === undefined
    ? { time_slice: toTimeSlice(timeSlice as Properties) }
    : { count: toCount(count as Properties) };
}

function toTimeSlice({ comparator, threshold, queryIntervalSeconds, query }: Properties): Properties {
  const { formula, queries } = query as Properties;
  const { formulaExpression } = formula as Properties;
  return said({
    comparator,
    threshold,
    query_interval_seconds: queryIntervalSeconds,
    query: { formulas: [{ formula: formulaExpression }], queries: toQueries(queries) },
  });
}

function toCount({ goodEventsFormula, badEventsFormula, totalEventsFormula, queries }: Properties): Properties {
  const formula = (value: unknown): unknown => (value === undefined ? undefined : { formula: value });
  return said({
    good_events_formula: formula(goodEventsFormula),
    bad_events_formula: formula(badEventsFormula),
    total_events_formula: formula(totalEventsFormula),
    queries: toQueries(queries),
  });
}

function toQueries(queries: unknown): readonly Properties[] {
  return (queries as readonly Properties[]).map(({ metricQuery }) => {
    const { dataSource = "metrics", name, query } = metricQuery as Properties;
    return { data_source: dataSource, name, query };
  });
}

function fromSpecification({ count, time_slice: timeSlice }: Properties): Properties {
  if (count !== undefined) return { count: fromCount(count as Properties) };
  const { comparator, threshold, query_interval_seconds: queryIntervalSeconds, query } = timeSlice as Properties;
  const { formulas, queries } = query as Properties;
  const formulaExpression = (formulas as readonly Properties[])[0]?.["formula"];
  const shown = { formula: { formulaExpression }, queries: fromQueries(queries) };
  return { timeSlice: said({ comparator, threshold, queryIntervalSeconds, query: shown }) };
}

function fromCount(count: Properties): Properties {
  const formula = (key: string): unknown => (count[key] as Properties | undefined)?.["formula"];
  return said({
    goodEventsFormula: formula("good_events_formula"),
    badEventsFormula: formula("bad_events_formula"),
    totalEventsFormula: formula("total_events_formula"),
    queries: fromQueries(count["queries"]),
  });
}

function fromQueries(queries: unknown): readonly Properties[] {
  return (queries as readonly Properties[]).map(({ data_source: dataSource, name, query }) => ({
    metricQuery: { dataSource, name, query },
  }));
}

import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { list, optional, said } from "./forms.ts";

/** An index of logs. An omitted limit is kept by the vendor, an omitted list of exclusions is emptied. */
export const logsIndex = plainRow({
  type: "datadog:index/logsIndex:LogsIndex",
  source: "terraform-provider-datadog resource_datadog_logs_index.go; official client 1.64.0 LogsIndexesApi",
  createBy: "POST /api/v1/logs/config/indexes",
  readBy: "GET /api/v1/logs/config/indexes/{id}",
  updateBy: "PUT /api/v1/logs/config/indexes/{id}",
  removeBy: "DELETE /api/v1/logs/config/indexes/{id}",
  id: "{name}",
  naturalKey: ["name"],
  settings: {
    name: { change: "replace" },
    dailyLimit: { min: 1, absent: 0 },
    dailyLimitWarningThresholdPercentage: { min: 50, max: 99.99 },
    exclusionFilters: { absent: [] },
    filters: { minItems: 1 },
    tags: { unordered: true },
  },
  forms: {
    filters: { wire: "filter", to: (value) => firstOf(value), from: (value) => (value === undefined ? null : [value]) },
    retentionDays: { wire: "num_retention_days" },
    flexRetentionDays: { wire: "num_flex_logs_retention_days" },
    disableDailyLimit: { from: (_value, body) => body["daily_limit"] === undefined || body["daily_limit"] === null },
    dailyLimit: optional("daily_limit"),
    exclusionFilters: { to: (value) => rows(value).map(toExclusion), from: (value) => rows(value).map(fromExclusion) },
    tags: list,
  },
  complete(body, inputs, act) {
    const { name, ...rest } = body;
    const complete: Properties = { exclusion_filters: [], tags: [], ...rest };
    if (act === "update") return complete;
    // The vendor wants the standard tier named where the flexible one is: provider source, buildDatadogIndexCreateRequest.
    const standard = inputs["flexRetentionDays"] !== undefined && inputs["retentionDays"] === undefined;
    return { name, ...complete, ...(standard ? { num_retention_days: 0 } : {}) };
  },
  check: ({ filters }) =>
    Array.isArray(filters) && filters.length > 1 ? [{ property: "filters", reason: "takes one member only" }] : [],
});

function rows(value: unknown): readonly Properties[] {
  return Array.isArray(value) ? (value as readonly Properties[]) : [];
}

function firstOf(value: unknown): unknown {
  return rows(value)[0];
}

function toExclusion({ name, isEnabled, filters }: Properties): Properties {
  const filter = rows(filters)[0];
  return said({
    name,
    is_enabled: isEnabled,
    filter:
      filter &&
      said({ query: filter["query"], sample_rate: filter["sampleRate"], sample_attribute: filter["sampleAttribute"] }),
  });
}

function fromExclusion(live: Properties): Properties {
  const filter = live["filter"] as Properties | undefined;
  return said({
    name: live["name"],
    isEnabled: live["is_enabled"],
    filters: filter && [
      said({ query: filter["query"], sampleRate: filter["sample_rate"], sampleAttribute: filter["sample_attribute"] }),
    ],
  });
}

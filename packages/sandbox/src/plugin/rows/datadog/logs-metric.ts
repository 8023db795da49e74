import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { list } from "./forms.ts";

/** A metric made from logs. Its name is its id; what it computes is fixed. */
export const logsMetric = plainRow({
  type: "datadog:index/logsMetric:LogsMetric",
  source: "terraform-provider-datadog resource_datadog_logs_metric.go; official client 1.64.0 LogsMetricsApi",
  createBy: "POST /api/v2/logs/config/metrics",
  readBy: "GET /api/v2/logs/config/metrics/{id}",
  updateBy: "PATCH /api/v2/logs/config/metrics/{id}",
  removeBy: "DELETE /api/v2/logs/config/metrics/{id}",
  id: "{name}",
  naturalKey: ["name"],
  wrap: "data",
  unwrap: "data.attributes",
  settings: {
    name: { change: "replace" },
    // The provider changes `includePercentiles` in place; here the group is one value.
    compute: { change: "replace" },
    "compute.aggregationType": { values: ["count", "distribution"] },
    groupBies: { absent: [] },
  },
  forms: {
    name: { skip: true, from: (_value, body) => body["id"] },
    groupBies: {
      ...list,
      wire: "group_by",
      to: (value) => (value as readonly Properties[]).map(toGroup),
      from: groups,
    },
  },
  also: (body, state) => ({ ...body, id: state["id"] }),
  complete({ compute, ...attributes }, inputs, act) {
    const kept = act === "create" ? { compute } : {};
    return {
      type: "logs_metrics",
      ...(act === "create" ? { id: inputs["name"] } : {}),
      attributes: { group_by: [], ...attributes, ...kept },
    };
  },
});

function toGroup({ path, tagName }: Properties): Properties {
  return { path, tag_name: tagName };
}

function groups(value: unknown): unknown {
  const all = (value ?? []) as readonly Properties[];
  return all.map(({ path, tag_name: tagName }) => ({ path, tagName }));
}

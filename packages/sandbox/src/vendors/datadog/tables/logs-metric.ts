import { z } from "zod";
import { Refusal } from "../../../http/refusal.ts";
import { collection, resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { problem } from "../wire.ts";

interface LogsMetricData extends Data {
  readonly id: string;
  readonly compute: { aggregation_type: string; include_percentiles?: boolean; path?: string };
  readonly group_by: readonly { readonly path: string; readonly tag_name?: string }[];
}

const filter = z.object({ query: z.string().optional() });
const groupBy = z.array(z.object({ path: z.string().min(1), tag_name: z.string().min(1).optional() }));

/** A metric made from logs. Only filter, groups and percentiles can be changed. */
export const logsMetric = resource<LogsMetricData>({
  vendor: "datadog",
  name: "logs-metric",
  title: "Logs metric",
  source: "official client 1.64.0, LogsMetricsApi and its models; defaults by the models' texts",
  identity: { metric_id: "id" },
  operations: {
    create: "POST /api/v2/logs/config/metrics -> 200",
    list: "GET /api/v2/logs/config/metrics -> 200",
    read: "GET /api/v2/logs/config/metrics/{metric_id} -> 200",
    update: "PATCH /api/v2/logs/config/metrics/{metric_id} -> 200",
    remove: "DELETE /api/v2/logs/config/metrics/{metric_id} -> 204",
  },
  scopes: { read: "logs_metrics_read", write: "logs_metrics_write" },
  wrap: { jsonApi: "logs_metrics" },
  input: z.object({
    id: z
      .string()
      .regex(/^[A-Za-z][\w.]*$/)
      .max(200),
    compute: z.object({
      aggregation_type: z.enum(["count", "distribution"]),
      include_percentiles: z.boolean().optional(),
      path: z.string().min(1).optional(),
    }),
    filter: filter.optional(),
    group_by: groupBy.optional(),
  }),
  update: z.object({
    compute: z.object({ include_percentiles: z.boolean().optional() }).optional(),
    filter: filter.optional(),
    group_by: groupBy.optional(),
  }),
  defaults: () => ({ filter: { query: "*" }, group_by: [] }),
  normalise(data, { world }, before) {
    const taken = world.store.all(collection(logsMetric)).some((each) => each.data["id"] === data.id);
    if (!before && taken)
      throw new Refusal({ kind: "conflict", what: "Logs metric", message: "Metric already exists" });
    const compute = { ...before?.data.compute, ...data.compute };
    const percentiles = compute.aggregation_type === "distribution" ? { include_percentiles: false } : {};
    const named = data.group_by.map((each) => ({ ...each, tag_name: each.tag_name ?? each.path }));
    return { ...data, compute: { ...percentiles, ...compute }, group_by: named };
  },
  check({ compute }) {
    const isCount = compute.aggregation_type === "count";
    if (isCount !== (compute.path === undefined)) return [problem("compute.path", "A path goes with a distribution")];
    return isCount && compute.include_percentiles !== undefined
      ? [problem("compute.include_percentiles", "Percentiles go with a distribution")]
      : [];
  },
});

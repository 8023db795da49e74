import { z } from "zod";
import { problem } from "../wire.ts";
import { resource } from "../../../resource-table/resource.ts";

const filter = z.object({ query: z.string() });
const exclusion = z.object({
  name: z.string().min(1),
  is_enabled: z.boolean().optional(),
  filter: z.object({ query: z.string().optional(), sample_rate: z.number().min(0).max(1) }).optional(),
});
const reset = z.object({
  reset_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  reset_utc_offset: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/)
    .optional(),
});
const fields = z.object({
  filter,
  num_retention_days: z.int().min(1).optional(),
  num_flex_logs_retention_days: z.int().min(0).optional(),
  daily_limit: z.int().min(1).optional(),
  daily_limit_reset: reset.optional(),
  daily_limit_warning_threshold_percentage: z.number().min(50).max(99.99).optional(),
  exclusion_filters: z.array(exclusion).nullable().optional(),
  tags: z.array(z.string()).optional(),
});

type IndexInput = z.infer<typeof indexInput>;

const indexInput = fields.extend({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional(),
  disable_daily_limit: z.boolean().optional(),
});

/** An index of logs. `disable_daily_limit` is told, not kept. */
export const logsIndex = resource({
  vendor: "datadog",
  name: "logs-index",
  title: "Index",
  source: "official client 1.64.0, LogsIndexesApi and its models; defaults [unverified]",
  identity: { name: "name" },
  operations: {
    create: "POST /api/v1/logs/config/indexes -> 200",
    list: "GET /api/v1/logs/config/indexes -> 200",
    read: "GET /api/v1/logs/config/indexes/{name} -> 200",
    replace: "PUT /api/v1/logs/config/indexes/{name} -> 200",
    remove: "DELETE /api/v1/logs/config/indexes/{name} -> 200",
  },
  scopes: { read: "logs_indexes_read", write: "logs_indexes_write" },
  wrap: { many: "indexes" },
  input: indexInput,
  unique: [{ fields: ["name"], message: "An index with this name already exists" }],
  defaults: () => ({ exclusion_filters: [], num_retention_days: 15, is_rate_limited: false, tags: [] }),
  check: ({ name, daily_limit: limit, disable_daily_limit: off }: Partial<IndexInput>) => [
    ...(typeof name === "string" ? [] : [problem("name", "An index needs a name")]),
    ...(limit !== undefined && off === true
      ? [problem("daily_limit", "daily_limit with disable_daily_limit", limit)]
      : []),
  ],
  writeOnly: ["disable_daily_limit"],
});

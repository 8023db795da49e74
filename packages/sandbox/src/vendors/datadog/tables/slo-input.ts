import { z } from "zod";

/** Timeframes of objectives. Source: datadog-v1.json SLOTimeframe. */
const timeframe = z.enum(["7d", "30d", "90d", "custom"]);

const target = z.number().gt(0).lt(100);

const query = z.looseObject({ data_source: z.literal("metrics"), name: z.string(), query: z.string() });
const formula = z.object({ formula: z.string().min(1) });

const timeSlice = z.object({
  time_slice: z.object({
    comparator: z.enum([">", ">=", "<", "<="]),
    threshold: z.number(),
    query: z.object({ formulas: z.array(formula).length(1), queries: z.array(query).min(1) }),
    query_interval_seconds: z.union([z.literal(60), z.literal(300)]).optional(),
  }),
});

const count = z.object({
  count: z.union([
    z.strictObject({ good_events_formula: formula, total_events_formula: formula, queries: z.array(query).min(1) }),
    z.strictObject({ good_events_formula: formula, bad_events_formula: formula, queries: z.array(query).min(1) }),
  ]),
});

/** Fields of an objective. Source: datadog-v1.json ServiceLevelObjectiveRequest. */
export const sloInput = z.object({
  name: z.string().min(1),
  type: z.enum(["metric", "monitor", "time_slice"]),
  description: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  thresholds: z.array(z.object({ timeframe, target, warning: target.optional() })).min(1),
  query: z.object({ numerator: z.string().min(1), denominator: z.string().min(1) }).optional(),
  sli_specification: z.union([timeSlice, count]).optional(),
  monitor_ids: z.array(z.int()).optional(),
  groups: z.array(z.string()).optional(),
  timeframe: timeframe.optional(),
  target_threshold: target.optional(),
  warning_threshold: target.optional(),
});

/** An objective's fields as a client gives them. */
export type SloInput = z.infer<typeof sloInput>;

import { z } from "zod";

const alertTypes = ["error", "warning", "info", "success", "user_update", "recommendation", "snapshot"] as const;

/** An event of version 1. Source: datadog-v1.json EventCreateRequest. */
export const eventV1Input = z.object({
  title: z.string().min(1).max(500),
  text: z.string().max(4000),
  tags: z.array(z.string()).optional(),
  alert_type: z.enum(alertTypes).optional(),
  priority: z.enum(["normal", "low"]).nullable().optional(),
  date_happened: z.number().optional(),
  host: z.string().optional(),
  aggregation_key: z.string().max(100).optional(),
  source_type_name: z.string().optional(),
});

/** Attributes of an event of version 2. Source: datadog-v2.json EventPayload. */
export const eventV2Input = z.object({
  category: z.enum(["change", "alert"]),
  title: z.string().min(1).max(500),
  message: z.string().max(4000).optional(),
  tags: z.array(z.string()).max(100).optional(),
  timestamp: z.string().optional(),
  host: z.string().optional(),
  aggregation_key: z.string().max(100).optional(),
  attributes: z.looseObject({ status: z.enum(["warn", "error", "ok"]).optional() }),
});

/** Kinds of alerts by the status of an event of version 2. */
export const kinds: Readonly<Record<string, string>> = { warn: "warning", error: "error", ok: "success" };

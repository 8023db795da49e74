import { z } from "zod";

const whole = z.int();
const number = z.number("Non-numeric threshold value.");

const customSchedule = z.object({
  recurrences: z.array(z.object({ rrule: z.string(), start: z.string().optional(), timezone: z.string().optional() })),
});

const evaluationWindow = z.object({
  day_starts: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  hour_starts: whole.min(0).max(59).optional(),
  month_starts: z.literal(1).optional(),
  timezone: z.string().optional(),
});

/** Thresholds of a monitor. Source: datadog-v1.json MonitorThresholds; "Non-numeric": provider issue 372. */
const thresholds = z.object({
  critical: number.optional(),
  critical_query: z.string().optional(),
  critical_recovery: number.nullable().optional(),
  critical_recovery_query: z.string().optional(),
  ok: number.nullable().optional(),
  unknown: number.nullable().optional(),
  warning: number.nullable().optional(),
  warning_recovery: number.nullable().optional(),
});

/** Options of a monitor. Source: datadog-v1.json MonitorOptions; the limit of `timeout_h` is the description's 24 hours. */
export const monitorOptions = z.object({
  aggregation: z.object({ group_by: z.string(), metric: z.string(), type: z.string() }).partial().optional(),
  enable_logs_sample: z.boolean().optional(),
  enable_samples: z.boolean().optional(),
  escalation_message: z.string().optional(),
  evaluation_delay: whole.min(0).nullable().optional(),
  group_retention_duration: z.string().optional(),
  groupby_simple_monitor: z.boolean().optional(),
  include_tags: z.boolean().optional(),
  locked: z.boolean().optional(),
  min_failure_duration: whole.min(0).max(7200).nullable().optional(),
  min_location_failed: whole.min(1).nullable().optional(),
  new_group_delay: whole.min(0).nullable().optional(),
  new_host_delay: whole.min(0).nullable().optional(),
  no_data_timeframe: whole.min(0).nullable().optional(),
  notification_preset_name: z
    .enum([
      "show_all",
      "hide_query",
      "hide_handles",
      "hide_all",
      "hide_query_and_handles",
      "show_only_snapshot",
      "hide_handles_and_footer",
    ])
    .optional(),
  notify_audit: z.boolean().optional(),
  notify_by: z.array(z.string()).optional(),
  notify_no_data: z.boolean().optional(),
  on_missing_data: z.enum(["default", "show_no_data", "show_and_notify_no_data", "resolve"]).optional(),
  renotify_interval: whole.min(0).nullable().optional(),
  renotify_occurrences: whole.min(0).nullable().optional(),
  renotify_statuses: z
    .array(z.enum(["alert", "warn", "no data"]))
    .nullable()
    .optional(),
  require_full_window: z.boolean().optional(),
  scheduling_options: z
    .object({ custom_schedule: customSchedule.optional(), evaluation_window: evaluationWindow.optional() })
    .optional(),
  silenced: z.record(z.string(), whole.nullable()).optional(),
  synthetics_check_id: z.string().nullable().optional(),
  threshold_windows: z
    .object({ recovery_window: z.string().nullable(), trigger_window: z.string().nullable() })
    .partial()
    .optional(),
  thresholds: thresholds.optional(),
  timeout_h: whole.min(0).max(24).nullable().optional(),
});

/** Options as a client gives them. */
export type MonitorOptions = z.infer<typeof monitorOptions>;

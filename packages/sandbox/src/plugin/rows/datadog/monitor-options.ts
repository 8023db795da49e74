import type { Properties } from "@launchgate/provider-kit";
import type { Setting } from "../../row.ts";
import type { FieldForm, FieldForms } from "../../wire-form.ts";
import { optional } from "./forms.ts";
import {
  fromScheduling,
  fromThresholds,
  fromWindows,
  toScheduling,
  toThresholds,
  toWindows,
} from "./monitor-values.ts";

/** An option that is not sent while it is empty, and that a read finds as `empty` where there is none. */
function option(name: string, empty: unknown): FieldForm {
  return optional(`options.${name}`, empty);
}

/** An option that the vendor fills in itself; what is declared goes as it is, zero and false too. */
function filled(name: string): FieldForm {
  return { wire: `options.${name}`, from: (value) => value ?? null };
}

/** Options of a monitor on the wire. */
export const optionForms: FieldForms = {
  enableLogsSample: option("enable_logs_sample", false),
  enableSamples: filled("enable_samples"),
  escalationMessage: option("escalation_message", ""),
  evaluationDelay: filled("evaluation_delay"),
  groupRetentionDuration: option("group_retention_duration", ""),
  groupbySimpleMonitor: option("groupby_simple_monitor", false),
  includeTags: filled("include_tags"),
  monitorThresholdWindows: {
    wire: "options.threshold_windows",
    to: (value) => toWindows(value as Properties),
    from: (value) => fromWindows(value as Properties | undefined),
  },
  monitorThresholds: {
    wire: "options.thresholds",
    to: (value) => toThresholds(value as Properties),
    from: (value) => fromThresholds((value ?? {}) as Properties),
  },
  newGroupDelay: option("new_group_delay", 0),
  newHostDelay: filled("new_host_delay"),
  noDataTimeframe: option("no_data_timeframe", 0),
  notificationPresetName: option("notification_preset_name", ""),
  notifyAudit: option("notify_audit", false),
  notifyBies: option("notify_by", []),
  notifyNoData: option("notify_no_data", false),
  onMissingData: option("on_missing_data", ""),
  renotifyInterval: option("renotify_interval", 0),
  renotifyOccurrences: option("renotify_occurrences", 0),
  renotifyStatuses: option("renotify_statuses", []),
  requireFullWindow: filled("require_full_window"),
  schedulingOptions: {
    wire: "options.scheduling_options",
    to: (value) => toScheduling(value as Properties),
    from: (value) => fromScheduling((value ?? {}) as Properties),
  },
  timeoutH: option("timeout_h", 0),
};

/** Rules and meanings of the options. */
export const optionSettings: Readonly<Record<string, Setting>> = {
  enableLogsSample: { absent: false },
  escalationMessage: { absent: "" },
  evaluationDelay: { min: 0 },
  groupRetentionDuration: { absent: "" },
  groupbySimpleMonitor: { absent: false },
  monitorThresholdWindows: { absent: {} },
  ...Object.fromEntries(
    [
      "ok",
      "warning",
      "warningRecovery",
      "critical",
      "criticalRecovery",
      "unknown",
      "criticalQuery",
      "criticalRecoveryQuery",
    ].map((name) => [`monitorThresholds.${name}`, { absent: "" }]),
  ),
  newGroupDelay: { absent: 0, min: 0 },
  newHostDelay: { min: 0 },
  noDataTimeframe: { absent: 0, min: 0 },
  notificationPresetName: {
    absent: "",
    values: [
      "show_all",
      "hide_query",
      "hide_handles",
      "hide_all",
      "hide_query_and_handles",
      "show_only_snapshot",
      "hide_handles_and_footer",
    ],
  },
  notifyAudit: { absent: false },
  notifyBies: { absent: [], unordered: true },
  notifyNoData: { absent: false },
  onMissingData: { absent: "", values: ["default", "show_no_data", "show_and_notify_no_data", "resolve"] },
  renotifyInterval: { absent: 0, min: 0 },
  renotifyOccurrences: { absent: 0, min: 0 },
  renotifyStatuses: { absent: [], unordered: true },
  "renotifyStatuses[]": { values: ["alert", "warn", "no data"] },
  schedulingOptions: { absent: {} },
  timeoutH: { absent: 0, min: 0, max: 24 },
};

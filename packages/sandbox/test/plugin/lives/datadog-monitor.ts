import type { Lives } from "./life.ts";

const assets = [
  {
    category: "runbook",
    name: "The budget is used up",
    url: "https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks/cost",
  },
];
/** A monitor of metrics as production declares it. */
export const spent = {
  assets,
  draftStatus: "published",
  evaluationDelay: 60,
  includeTags: false,
  message: "The stage has used its budget.\n\n{{#is_alert}}@pagerduty-web-prod-tickets{{/is_alert}}",
  monitorThresholds: { critical: "900" },
  name: "[prod] all services: the stage has used 100 % of its budget",
  onMissingData: "show_no_data",
  priority: "3",
  query: "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 900",
  requireFullWindow: false,
  tags: ["service:web", "env:prod", "team:product", "managed-by:launchgate", "severity:ticket"],
  type: "query alert",
  validate: false,
};
const quiet = { onMissingData: undefined };

const steering = {
  forceDelete: "steers the deletion: see the test of it",
  ignoreTagKeys: "steers the comparison",
  validate: "steers the preview",
  variables: "refused: see the refusals",
};

/** A monitor of metrics. */
export const monitorLives = (): Lives => ({
  monitor: {
    type: "datadog:index/monitor:Monitor",
    inputs: spent,
    changes: {
      assets: [{ to: [{ ...assets[0], name: "Another" }] }, { to: undefined }],
      draftStatus: { to: "draft" },
      enableLogsSample: { to: true },
      enableSamples: { to: true },
      escalationMessage: { to: "Still so" },
      evaluationDelay: { to: 120 },
      groupRetentionDuration: { to: "2h" },
      groupbySimpleMonitor: { to: true },
      includeTags: { to: true },
      message: { to: "Another message" },
      monitorThresholdWindows: { to: { recoveryWindow: "last_15m", triggerWindow: "last_15m" } },
      monitorThresholds: [
        { to: { critical: "900", warning: "700.5" } },
        {
          to: {
            critical: "950.0",
            criticalRecovery: "800",
            warning: "700",
            warningRecovery: "600",
            ok: "1",
            unknown: "2",
          },
          with: { query: "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 950" },
        },
      ],
      name: { to: "[prod] all services: budget" },
      newGroupDelay: { to: 60 },
      newHostDelay: { to: 0 },
      noDataTimeframe: { to: 20, with: { ...quiet, notifyNoData: true } },
      notificationPresetName: { to: "hide_query" },
      notifyAudit: { to: true },
      notifyBies: { to: ["service"] },
      notifyNoData: { to: true, with: quiet },
      onMissingData: [{ to: "resolve" }, { to: undefined }],
      priority: [{ to: "1" }, { to: undefined }],
      query: { to: "max(last_2h):sum:app.cost.month_to_date_usd{env:prod} >= 900" },
      renotifyInterval: { to: 60 },
      renotifyOccurrences: { to: 2 },
      renotifyStatuses: { to: ["alert", "no data"] },
      requireFullWindow: { to: true },
      restrictedRoles: { to: ["11111111-1111-4111-8111-111111111111"] },
      schedulingOptions: [
        { to: { evaluationWindow: { dayStarts: "04:00", monthStarts: 1, timezone: "Europe/Berlin" } } },
        { to: { customSchedule: { recurrence: { rrule: "FREQ=DAILY;INTERVAL=1", timezone: "Europe/Berlin" } } } },
      ],
      tags: [{ to: ["env:prod"] }, { to: undefined }],
      timeoutH: { to: 24 },
      type: {
        to: "log alert",
        act: "replace",
        with: { query: 'logs("env:prod").index("*").rollup("count").last("5m") > 900' },
      },
    },
    unchanged: steering,
    unseen: {
      "enableSamples ->": "the vendor's own where none is declared: the provider leaves it alone",
      "newHostDelay ->": "the vendor's own where none is declared: the provider leaves it alone",
    },
  },
});

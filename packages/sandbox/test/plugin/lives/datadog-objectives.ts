import type { Ids, Lives } from "./life.ts";

/** Types of Datadog's objectives and what belongs to them. */
export const types = {
  objective: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  correction: "datadog:index/sloCorrection:SloCorrection",
  downtime: "datadog:index/downtimeSchedule:DowntimeSchedule",
} as const;
const query = {
  denominator: "count:app.request.duration{service:web,env:prod}.as_count()",
  numerator: "count(v: v<=800):app.request.duration{service:web,env:prod}.as_count()",
};
/** An objective of latency. */
export const latency = {
  description: "Service web, stage prod, owner team product. Managed by Launchgate.",
  name: "[prod] Web: Pages answer within 800 ms",
  query,
  tags: ["service:web", "env:prod", "team:product", "managed-by:launchgate", "slo:latency"],
  targetThreshold: 99,
  thresholds: [{ target: 99, timeframe: "30d" }],
  timeframe: "30d",
  type: "metric",
  validate: false,
};

const metricQuery = { dataSource: "metrics", name: "q", query: "sum:a{*}" };
const queries = [{ metricQuery }];
const timeSlice = {
  comparator: "<=",
  threshold: 0.8,
  queryIntervalSeconds: 60,
  query: { formula: { formulaExpression: "q" }, queries },
};
const count = { goodEventsFormula: "q", totalEventsFormula: "q", queries };
const other = { query: undefined };

const once = { rrule: undefined, duration: undefined };
const weekly = {
  recurrences: [{ duration: "30m", rrule: "FREQ=WEEKLY;BYDAY=SU", start: "2026-11-22T04:00:00" }],
  timezone: "Europe/Berlin",
};

/** A downtime of every week. */
export const maintenance = {
  displayTimezone: "Europe/Berlin",
  message: "Weekly index maintenance",
  monitorIdentifier: { monitorTags: ["service:bridge-api", "env:prod"] },
  muteFirstRecoveryNotification: true,
  notifyEndStates: ["alert", "no data", "warn"],
  notifyEndTypes: ["expired"],
  recurringSchedule: weekly,
  scope: "*",
};

/** Objectives, corrections, downtimes. */
export const objectiveLives = (ids: Ids): Lives => ({
  objective: {
    type: types.objective,
    inputs: latency,
    changes: {
      description: [{ to: "Another" }, { to: undefined }],
      groups: {
        to: ["env:prod"],
        with: { ...other, type: "monitor", monitorIds: [Number(ids["monitor"])] },
        act: "replace",
      },
      name: { to: "[prod] Web: fast" },
      monitorIds: { to: [Number(ids["monitor"])], with: { ...other, type: "monitor" }, act: "replace" },
      query: { to: { ...query, denominator: "count:a{*}.as_count()" } },
      sliSpecification: [
        { to: { count }, with: other },
        { to: { timeSlice }, with: { ...other, type: "time_slice" }, act: "replace" },
      ],
      tags: [{ to: ["env:prod"] }, { to: undefined }],
      targetThreshold: { to: 98, with: { thresholds: [{ target: 98, timeframe: "30d" }] } },
      thresholds: {
        to: [
          { target: 99, timeframe: "30d", warning: 99.5 },
          { target: 99.5, timeframe: "7d" },
        ],
      },
      timeframe: { to: "7d", with: { thresholds: [{ target: 99, timeframe: "7d" }] } },
      type: { to: "time_slice", with: { ...other, sliSpecification: { timeSlice } }, act: "replace" },
      warningThreshold: { to: 99.5, with: { thresholds: [{ target: 99, timeframe: "30d", warning: 99.5 }] } },
    },
    unchanged: {
      forceDelete: "steers the deletion",
      ignoreTagKeys: "steers the comparison",
      validate: "steers the preview",
    },
    unseen: { "warningThreshold ->": "the vendor's own where none is declared: the provider leaves it alone" },
  },
  correction: {
    type: types.correction,
    inputs: {
      category: "Scheduled Maintenance",
      description: "Weekly index maintenance. Managed by Launchgate.",
      duration: 1800,
      rrule: "FREQ=WEEKLY",
      sloId: ids["latency"],
      start: 1_768_100_400,
      timezone: "Europe/Berlin",
    },
    changes: {
      category: { to: "Deployment" },
      description: [{ to: "Another" }, { to: undefined }],
      duration: { to: 3600 },
      end: { to: 1_768_104_000, with: once },
      rrule: { to: "FREQ=DAILY" },
      start: { to: 1_768_100_460 },
      timezone: [{ to: "Etc/UTC" }, { to: undefined }],
    },
    unchanged: { sloId: "another objective replaces" },
  },
  downtime: {
    type: types.downtime,
    inputs: maintenance,
    changes: {
      displayTimezone: { to: "UTC" },
      message: [{ to: "Another" }, { to: undefined }],
      monitorIdentifier: [{ to: { monitorTags: ["env:prod"] } }, { to: { monitorId: Number(ids["monitor"]) } }],
      muteFirstRecoveryNotification: { to: false },
      notifyEndStates: { to: ["alert"] },
      notifyEndTypes: { to: ["canceled", "expired"] },
      oneTimeSchedule: {
        to: { start: "2030-01-01T00:00:00Z", end: "2030-01-02T00:00:00Z" },
        with: { recurringSchedule: undefined },
      },
      recurringSchedule: { to: { ...weekly, recurrences: [{ ...weekly.recurrences[0], duration: "1h" }] } },
      scope: { to: "env:prod" },
    },
  },
});

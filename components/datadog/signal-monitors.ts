import { minutes, type Release, type Service } from "@launchgate/core";
import type { AlertContext } from "./alert-context.ts";
import { metrics } from "./metrics.ts";
import type { AlertSpec, QueryAlert } from "./monitor-spec.ts";
import * as queries from "./queries.ts";
import { unusuallyLow } from "./quiet-hours.ts";
import { laxerFloor, laxerLimit, laxerShare, laxerUse, warningBelow } from "./thresholds.ts";

type Triggers = Release["rollback"]["triggers"];

/** The golden signals, and the figures that make a release go back (B2, O2). */
export function signalAlerts(context: AlertContext, { signals }: Service, triggers: Triggers): AlertSpec[] {
  const traffic = laxerFloor(signals.trafficRequestsPerHour, context.thresholdFactor);
  return [
    errors(context, signals.errorRatePercent),
    latency(context, signals.latencyP95Milliseconds),
    saturation(context, signals.saturationPercent),
    ...(traffic > 0 ? [lowTraffic(context, traffic)] : []),
    authFailures(context, signals.authFailurePercent, triggers),
    ...blockedWorkflows(context, triggers),
  ];
}

/** Tags by which the rollback watch finds the monitors of the triggers with this source (B2). */
export function triggerTags(triggers: Triggers, source: Triggers[string]["source"]): string[] {
  return Object.entries(triggers)
    .filter(([, trigger]) => trigger.source === source)
    .map(([id]) => `rollback-trigger:${id}`);
}

function errors(context: AlertContext, percent: number): QueryAlert {
  const critical = laxerShare(percent, context.thresholdFactor);
  const share = queries.sharePercent(queries.failedRequests(context), queries.allRequests(context));
  return {
    id: "errors",
    title: "requests fail",
    type: "query alert",
    severity: "page",
    summary: `{{value}} % of the requests failed over five minutes; the limit is ${String(critical)} %.`,
    runbook: "errors",
    query: `sum(last_5m):${share} > ${String(critical)}`,
    critical,
    ...warningBelow(critical / 2, critical),
  };
}

function latency(context: AlertContext, milliseconds: number): QueryAlert {
  const critical = laxerLimit(milliseconds, context.thresholdFactor);
  return {
    id: "latency",
    title: "answers are slow",
    type: "query alert",
    severity: "page",
    summary: `The 95th percentile of the answer time was {{value}} ms over five minutes; the limit is ${String(critical)} ms.`,
    runbook: "latency",
    query: `percentile(last_5m):${queries.latencyP95(context)} > ${String(critical)}`,
    critical,
    ...warningBelow(Math.floor(critical * 0.8), critical),
  };
}

function saturation(context: AlertContext, percent: number): QueryAlert {
  const critical = laxerUse(percent, context.thresholdFactor);
  return {
    id: "saturation",
    title: "capacity is nearly used up",
    type: "query alert",
    severity: "page",
    summary: `{{value}} % of the function concurrency was in use over ten minutes; the limit is ${String(critical)} %.`,
    runbook: "saturation",
    query: `avg(last_10m):${queries.highest(metrics.saturation.name, context)} > ${String(critical)}`,
    critical,
    ...warningBelow(critical * 0.9, critical),
  };
}

function lowTraffic(context: AlertContext, floor: number): AlertSpec {
  return unusuallyLow({
    id: "traffic",
    title: "hardly anybody gets through",
    severity: "page",
    summary: `Fewer than ${String(floor)} requests came in the last hour, and more did in the same hour a week ago.`,
    runbook: "traffic",
    count: queries.allRequests(context),
    floor,
  });
}

function authFailures(context: AlertContext, percent: number, triggers: Triggers): QueryAlert {
  const critical = laxerShare(percent, context.thresholdFactor);
  const share = queries.sharePercent(queries.authAttempts(context, "denied"), queries.authAttempts(context));
  return {
    id: "auth-failures",
    title: "sign-ins are refused",
    type: "query alert",
    severity: "page",
    summary: `{{value}} % of the requests with credentials were refused (UNAUTHORIZED, FORBIDDEN); the limit is ${String(critical)} %.`,
    runbook: "auth-failures",
    query: `sum(${windowOf(triggers, "auth-failures")}):${share} > ${String(critical)}`,
    critical,
    tags: triggerTags(triggers, "auth-failures"),
    ...warningBelow(critical / 2, critical),
  };
}

function blockedWorkflows(context: AlertContext, triggers: Triggers): QueryAlert[] {
  const tags = triggerTags(triggers, "orchestration");
  if (tags.length === 0) return [];
  const count = queries.counted(metrics.blockedWorkflows.name, context);
  return [
    {
      id: "blocked-workflow",
      title: "a workflow is blocked",
      type: "query alert",
      severity: "page",
      summary: "{{value}} orchestration failures block a workflow.",
      runbook: "blocked-workflow",
      query: `sum(${windowOf(triggers, "orchestration")}):default_zero(${count}) > 0`,
      critical: 0,
      missing: "default",
      tags,
    },
  ];
}

/** How long a trigger's condition must hold, as a window of whole minutes: 5 minutes at least, a day at most. */
function windowOf(triggers: Triggers, source: Triggers[string]["source"]): string {
  const sustained = Object.values(triggers)
    .filter((trigger) => trigger.source === source)
    .map((trigger) => minutes(trigger.sustained));
  return `last_${String(Math.min(1440, Math.max(5, Math.ceil(Math.max(0, ...sustained)))))}m`;
}

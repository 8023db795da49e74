import { hours, type Release, type Service, type Stage, type Vendors } from "@launchgate/core";
import type { AlertContext } from "../alert-context.ts";
import { databaseAlerts } from "../database-monitors.ts";
import { dependencyAlerts } from "../dependency-monitors.ts";
import { metrics } from "../metrics.ts";
import * as queries from "../queries.ts";
import { timeframes } from "../slo-queries.ts";
import { monitorSearch, scopeOf } from "../tags.ts";
import { laxerUse } from "../thresholds.ts";
import type { DashboardDefinition } from "./dashboard.ts";
import { versionWidgets } from "./version-widgets.ts";
import { group, monitorSummary, note, queryValue, sloState, timeseries, type Widget } from "./widgets.ts";

/** What the release dashboard shows. */
export interface ReleaseDashboardArgs {
  readonly context: AlertContext;
  readonly service: Service;
  readonly stage: Stage;
  readonly release: Release;
  readonly vendors: Vendors;
  readonly url: string;
  /** SLO id in the model to Datadog's id. */
  readonly sloIds: Readonly<Record<string, string>>;
}

/** What one looks at while a release goes out: versions side by side, thresholds of the ramp, budgets, alerts (T1, T2, O2). */
export function releaseDashboard(args: ReleaseDashboardArgs): DashboardDefinition {
  const { context } = args;
  return {
    title: `[${context.stageId}] ${context.serviceTitle}: release`,
    description: `Service ${context.serviceId}, stage ${context.stageId}, owner team ${context.team}. managed-by: launchgate`,
    teams: [context.team],
    widgets: [
      note(heading(args)),
      monitorSummary("Alerts", monitorSearch(context)),
      ...objectives(args),
      group("Versions side by side", versionWidgets(args.context, args.service, args.release)),
      group("Capacity and database", capacity(args)),
      group("Around the service", around(args)),
    ],
  };
}

function heading({ context, release, url }: ReleaseDashboardArgs): string {
  const ramp = release.ramp.map(({ percent, observation }) => `${String(percent)} % for ${observation}`).join(" → ");
  const abort = release.ramp
    .map(
      ({ percent, abort: limits }) =>
        `- at ${String(percent)} %: errors over ${String(limits.errorRatePercent)} %, p95 over ` +
        `${String(limits.latencyP95Milliseconds)} ms, or burn rate over ${String(limits.burnRate)}`,
    )
    .join("\n");
  return (
    `**${context.serviceTitle}** in **${context.stageId}**, owner team ${context.team}\n\n${url}\n\n` +
    `Ramp: ${ramp}; then watched for ${String(hours(release.watch.duration))} hours.\n\nGoes back\n${abort}\n\n` +
    `[Runbooks](${context.runbookBase})`
  );
}

function objectives({ service, sloIds }: ReleaseDashboardArgs): Widget[] {
  return Object.entries(service.slos).flatMap(([id, slo]) => {
    const sloId = sloIds[id];
    return sloId === undefined ? [] : [sloState(slo.title, sloId, timeframes[slo.period])];
  });
}

function capacity(args: ReleaseDashboardArgs): Widget[] {
  const { context, service, stage, vendors } = args;
  const gauge = (title: string, metric: string, limit: number): Widget =>
    timeseries(title, [{ query: queries.highest(metric, context) }], [{ value: limit, label: "alert" }]);
  const concurrency = laxerUse(service.signals.saturationPercent, context.thresholdFactor);
  return [
    gauge("Function concurrency in use, %", metrics.saturation.name, concurrency),
    ...databaseAlerts(context, service, stage, vendors).map((alert) =>
      gauge(alert.title, alert.metric, alert.critical),
    ),
  ];
}

function around({ context, service, stage }: ReleaseDashboardArgs): Widget[] {
  return [
    timeseries(
      service.businessMetric.title,
      [{ query: queries.counted(service.businessMetric.metric, context) }],
      [],
      "bars",
    ),
    ...dependencyAlerts(context, service).map(({ title, metric, critical, warning }) =>
      timeseries(
        title,
        [{ query: queries.highest(metric, context) }],
        [
          { value: critical, label: "alert" },
          ...(warning === undefined ? [] : [{ value: warning, label: "warning", kind: "warning dashed" as const }]),
        ],
      ),
    ),
    queryValue(
      `Cost of the stage this month, of ${String(stage.budget?.monthlyUsd ?? 0)} USD`,
      { query: `sum:${metrics.cost.name}{env:${context.stageId}}` },
      "USD",
      0,
    ),
    timeseries(
      "Deployments by outcome",
      [{ query: `sum:${metrics.deployments.name}${scopeOf(context)} by {outcome}.as_count()` }],
      [],
      "bars",
    ),
  ];
}

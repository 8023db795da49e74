import {
  datadogBurnAlerts,
  hours,
  lowTrafficCompanion,
  type DatadogBurnAlert,
  type Duration,
  type Slo,
} from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import type { AlertContext } from "./alert-context.ts";
import type { AlertSpec, CompositeAlert, QueryAlert } from "./monitor-spec.ts";
import { sloQueries, timeframes, type SloQueries } from "./slo-queries.ts";

/** Shares of the error budget at which people are told, percent spent. */
const budgetSpent = { warning: 75, critical: 90 };

/** What the alerts of one objective are made from. */
export interface ObjectiveAlertArgs {
  readonly context: AlertContext;
  /** Id of the SLO in the model. */
  readonly id: string;
  readonly slo: Slo;
  /** Datadog's id of the SLO. */
  readonly sloId: pulumi.Input<string>;
  /** Tags that name the rollback triggers of SLOs. */
  readonly triggerTags: readonly string[];
}

/**
 * Alerts of one objective (O2): a burn-rate monitor for each pair that the target can reach; an error-budget monitor for what burns
 * slower than they see; the companion for low traffic; one that speaks when the objective has no data at all.
 */
export function objectiveAlerts(args: ObjectiveAlertArgs): AlertSpec[] {
  const { context, slo } = args;
  const { alerts } = datadogBurnAlerts({
    targetPercent: slo.target,
    period: slo.period,
    thresholdFactor: context.thresholdFactor,
  });
  const counts = sloQueries(context, slo);
  // The slowest page counts longest, so it is the one that hears single failures.
  const companionOf = alerts.filter((alert) => alert.severity === "page").at(-1);
  return [
    ...alerts.map((alert) => burn(args, alert)),
    budget(args),
    ...(companionOf ? [lowTraffic(args, companionOf, counts)] : []),
    missing(args, counts),
  ];
}

function burn({ id, slo, sloId, triggerTags }: ObjectiveAlertArgs, alert: DatadogBurnAlert): QueryAlert {
  const { factor, longWindowHours, shortWindowMinutes, longWindow, budgetShare } = alert;
  const windows = `.long_window("${String(longWindowHours)}h").short_window("${String(shortWindowMinutes)}m")`;
  const share = `${String(Number((budgetShare * 100).toFixed(2)))} %`;
  return {
    id: `${id}-${alert.id}`,
    title: `${slo.title}: budget burns ${String(factor)} times too fast (${alert.id})`,
    type: "slo alert",
    severity: alert.severity,
    summary:
      `"${slo.title}" (${String(slo.target)} % over ${slo.period}) burns its error budget {{value}} times too fast: ` +
      `${share} of it in ${longWindow}, and still going on.`,
    runbook: "slo-burn",
    query: pulumi.interpolate`burn_rate("${sloId}").over("${timeframes[slo.period]}")${windows} > ${String(factor)}`,
    critical: factor,
    tags: [`slo:${id}`, ...(alert.severity === "page" ? triggerTags : [])],
  };
}

function budget({ id, slo, sloId }: ObjectiveAlertArgs): QueryAlert {
  return {
    id: `${id}-budget`,
    title: `${slo.title}: error budget nearly spent`,
    type: "slo alert",
    severity: "ticket",
    summary: `{{value}} % of the error budget of "${slo.title}" over ${slo.period} are spent.`,
    runbook: "error-budget",
    query: pulumi.interpolate`error_budget("${sloId}").over("${timeframes[slo.period]}") > ${String(budgetSpent.critical)}`,
    ...budgetSpent,
    tags: [`slo:${id}`],
  };
}

function lowTraffic(
  { context, id, slo }: ObjectiveAlertArgs,
  alert: DatadogBurnAlert,
  counts: SloQueries,
): CompositeAlert {
  const companion = lowTrafficCompanion({
    targetPercent: slo.target,
    period: slo.period,
    requestsPerHour: slo.lowTrafficRequestsPerHour,
    alert,
  });
  const { failures, belowRequests, window } = companion;
  const part = (suffix: string, query: string, comparison: string, critical: number): QueryAlert => ({
    id: `${id}-low-traffic-${suffix}`,
    title: `${slo.title}: low traffic (${suffix})`,
    type: "query alert",
    severity: "part",
    summary: `Read by the low-traffic alert of "${slo.title}" only.`,
    runbook: "slo-burn",
    query: `sum(${windowText(window)}):default_zero(${query}) ${comparison} ${String(critical)}`,
    critical,
    missing: "default",
    tags: [`slo:${id}`],
  });
  return {
    id: `${id}-low-traffic`,
    title: `${slo.title}: failures at low traffic`,
    type: "composite",
    severity: "page",
    summary:
      `"${slo.title}": at least ${String(failures)} bad answers in ${window} at fewer than ${String(belowRequests)} requests, ` +
      `too few for a burn rate (threshold factor ${String(context.thresholdFactor)}).`,
    runbook: "slo-burn",
    when: "both",
    parts: [part("failures", counts.bad, ">=", failures), part("requests", counts.all, "<", belowRequests)],
    tags: [`slo:${id}`],
  };
}

function missing({ id, slo }: ObjectiveAlertArgs, counts: SloQueries): QueryAlert {
  return {
    id: `${id}-missing-data`,
    title: `${slo.title}: no data`,
    type: "query alert",
    severity: "page",
    summary: `"${slo.title}" had no events for an hour, though the smoke suite alone makes some: nothing is measured.`,
    runbook: "missing-data",
    query: `sum(last_1h):${counts.all} < 1`,
    critical: 1,
    missing: "show_and_notify_no_data",
    tags: [`slo:${id}`],
  };
}

function windowText(window: Duration): string {
  return `last_${String(hours(window))}h`;
}

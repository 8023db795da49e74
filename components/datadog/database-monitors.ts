import { planHas, type Service, type Stage, type Vendors } from "@launchgate/core";
import type { AlertContext } from "./alert-context.ts";
import { metrics } from "./metrics.ts";
import type { QueryAlert } from "./monitor-spec.ts";
import { highest } from "./queries.ts";
import { laxerLimit, laxerUse, warningBelow } from "./thresholds.ts";

/** An alert on one gauge of the database. */
export interface DatabaseAlert extends QueryAlert {
  /** Name of the gauge. */
  readonly metric: string;
}

/** Storage in use at which people are told, percent: enough left to act within days. */
const storagePercent = 90;
/** Lag of the read replica at which people are told, seconds: reads are then a minute old. */
const replicationLagSeconds = 60;

/** Alerts on the service's Postgres; none for a service without (O2). */
export function databaseAlerts(
  context: AlertContext,
  service: Service,
  stage: Stage,
  vendors: Vendors,
): DatabaseAlert[] {
  if (!service.neon) return [];
  // A compute that sleeps sends nothing, and that is fine.
  const missing = stage.database.suspendAfter === "never" ? "show_no_data" : "resolve";
  const hasReplica = service.neon.readReplica && stage.kind === "production" && planHas(vendors, "neon-read-replicas");
  return [
    connections(context, service.signals.saturationPercent),
    storage(context),
    compute(context, service.signals.saturationPercent),
    ...(hasReplica ? [replication(context)] : []),
  ].map((alert) => ({ ...alert, missing }));
}

function connections(context: AlertContext, percent: number): DatabaseAlert {
  const critical = laxerUse(percent, context.thresholdFactor);
  return {
    id: "database-connections",
    title: "database connections run out",
    type: "query alert",
    severity: "page",
    summary: `{{value}} % of the database connections were in use over ten minutes; the limit is ${String(critical)} %.`,
    runbook: "database-connections",
    metric: metrics.databaseConnections.name,
    query: `avg(last_10m):${highest(metrics.databaseConnections.name, context)} > ${String(critical)}`,
    critical,
    ...warningBelow(critical * 0.9, critical),
  };
}

function storage(context: AlertContext): DatabaseAlert {
  const critical = laxerUse(storagePercent, context.thresholdFactor);
  return {
    id: "database-storage",
    title: "database storage runs out",
    type: "query alert",
    severity: "ticket",
    summary: `{{value}} % of the database storage is in use; the limit is ${String(critical)} %.`,
    runbook: "database-storage",
    metric: metrics.databaseStorage.name,
    query: `avg(last_1h):${highest(metrics.databaseStorage.name, context)} > ${String(critical)}`,
    critical,
    ...warningBelow(critical * 0.9, critical),
  };
}

function compute(context: AlertContext, percent: number): DatabaseAlert {
  const critical = laxerUse(percent, context.thresholdFactor);
  return {
    id: "database-compute",
    title: "database compute runs out",
    type: "query alert",
    severity: "ticket",
    summary: `{{value}} % of the most compute were in use over 30 minutes; the limit is ${String(critical)} %.`,
    runbook: "database-compute",
    metric: metrics.databaseCompute.name,
    query: `avg(last_30m):${highest(metrics.databaseCompute.name, context)} > ${String(critical)}`,
    critical,
    ...warningBelow(critical * 0.9, critical),
  };
}

function replication(context: AlertContext): DatabaseAlert {
  const critical = laxerLimit(replicationLagSeconds, context.thresholdFactor);
  return {
    id: "database-replication",
    title: "the read replica is behind",
    type: "query alert",
    severity: "ticket",
    summary: `The read replica was {{value}} s behind over ten minutes; the limit is ${String(critical)} s.`,
    runbook: "database-replication",
    metric: metrics.databaseReplicationLag.name,
    query: `avg(last_10m):${highest(metrics.databaseReplicationLag.name, context)} > ${String(critical)}`,
    critical,
    ...warningBelow(critical / 2, critical),
  };
}

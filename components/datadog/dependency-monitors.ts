import type { Dependency, Service } from "@launchgate/core";
import type { AlertContext } from "./alert-context.ts";
import type { QueryAlert } from "./monitor-spec.ts";
import { highest } from "./queries.ts";
import type { RunbookId } from "./runbooks.ts";
import { laxerLimit, laxerShare, warningBelow } from "./thresholds.ts";

/** An alert on one dependency. */
export interface DependencyAlert extends QueryAlert {
  /** Name of the gauge. */
  readonly metric: string;
}

/** Alerts on what the service needs from outside: video provider, queue backlog, others (D1, O2). */
export function dependencyAlerts(context: AlertContext, { dependencies }: Service): DependencyAlert[] {
  return Object.entries(dependencies).map(([id, dependency]) => dependencyAlert(context, id, dependency));
}

function dependencyAlert(context: AlertContext, id: string, dependency: Dependency): DependencyAlert {
  const limit = limits[dependency.kind === "queue" ? "backlog" : "errorShare"];
  const critical = limit(dependency.critical, context.thresholdFactor);
  const figure = dependency.kind === "queue" ? "{{value}} messages wait" : "{{value}} % of the calls fail";
  return {
    id: `dependency-${id}`,
    title: dependency.kind === "queue" ? `${dependency.title} is not worked off` : `${dependency.title} fails`,
    type: "query alert",
    severity: "page",
    summary: `${dependency.title} (${dependency.provider}): ${figure}; the limit is ${String(critical)}. Fallback: ${dependency.fallback}`,
    runbook: runbookOf[dependency.kind],
    metric: dependency.metric,
    query: `avg(last_10m):${highest(dependency.metric, context)} > ${String(critical)}`,
    critical,
    tags: [`dependency:${id}`],
    ...warningBelow(limit(dependency.warning, context.thresholdFactor), critical),
  };
}

const limits = { backlog: laxerLimit, errorShare: laxerShare };

const runbookOf: Readonly<Record<Dependency["kind"], RunbookId>> = {
  video: "video-failure",
  queue: "queue-backlog",
  email: "dependency-failure",
  payment: "dependency-failure",
  other: "dependency-failure",
};

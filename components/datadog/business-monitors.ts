import type { Service, Stage } from "@launchgate/core";
import type { AlertContext } from "./alert-context.ts";
import { metrics } from "./metrics.ts";
import type { AlertSpec, QueryAlert } from "./monitor-spec.ts";
import { counted } from "./queries.ts";
import { unusuallyLow } from "./quiet-hours.ts";
import { laxerFloor } from "./thresholds.ts";

/** The alert on the service's business figure (T5); none where the floor is 0. */
export function businessAlerts(context: AlertContext, { businessMetric }: Service): AlertSpec[] {
  const floor = laxerFloor(businessMetric.minimumPerHour, context.thresholdFactor);
  if (floor <= 0) return [];
  return [
    unusuallyLow({
      id: "business-drop",
      title: `${businessMetric.title} dropped`,
      severity: "ticket",
      summary: `${businessMetric.title}: fewer than ${String(floor)} in the last hour, and more in the same hour a week ago.`,
      runbook: "business",
      count: counted(businessMetric.metric, context),
      floor,
    }),
  ];
}

/**
 * One alert for each share of the stage's budget at which people are told (O5); none without a budget. The figure is that of
 * the whole stage: a budget covers all its vendors and services, and every owner of a service in it is told.
 */
export function costAlerts(context: AlertContext, { budget }: Stage): QueryAlert[] {
  return (budget?.alertPercents ?? []).map((percent) => {
    const critical = Number((((budget?.monthlyUsd ?? 0) * percent) / 100).toFixed(2));
    return {
      id: `cost-${String(percent)}`,
      title: `the stage has used ${String(percent)} % of its budget`,
      type: "query alert",
      severity: "ticket",
      summary: `The stage has cost {{value}} US dollars this month: ${String(percent)} % of its ${String(budget?.monthlyUsd)} are used.`,
      runbook: "cost",
      query: `max(last_1h):sum:${metrics.cost.name}{env:${context.stageId}} >= ${String(critical)}`,
      critical,
    };
  });
}

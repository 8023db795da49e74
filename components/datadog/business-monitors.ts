import type { Service } from "@launchgate/core";
import type { AlertContext } from "./alert-context.ts";
import type { AlertSpec } from "./monitor-spec.ts";
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

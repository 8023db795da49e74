import type { DatadogClient } from "../datadog-client.ts";
import type { Collector } from "../inventory-object.ts";
import { readAlerts } from "./datadog-alerts.ts";
import { readDowntimes } from "./datadog-downtimes.ts";
import { readLogs } from "./datadog-logs.ts";
import { readObjectives } from "./datadog-objectives.ts";
import { readPagerDutyLink } from "./datadog-pagerduty.ts";
import { readViews } from "./datadog-views.ts";

export { datadogKinds } from "./datadog-kinds.ts";

/** Everything of an organisation at Datadog that the product can manage. */
export async function readDatadog(client: DatadogClient, into: Collector): Promise<void> {
  await Promise.all([
    readAlerts(client, into),
    readObjectives(client, into),
    readViews(client, into),
    readLogs(client, into),
    readDowntimes(client, into),
    readPagerDutyLink(client, into),
  ]);
}

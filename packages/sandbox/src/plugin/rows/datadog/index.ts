import type { PluginRow } from "../../row.ts";
import { logsArchive } from "./logs-archive.ts";
import { logsIndexOrder } from "./logs-index-order.ts";
import { logsIndex } from "./logs-index.ts";
import { logsMetric } from "./logs-metric.ts";
import { monitorConfigPolicy } from "./monitor-config-policy.ts";
import { pagerDutyIntegration, pagerDutyServiceObject } from "./pagerduty.ts";
import { sloCorrection } from "./slo-correction.ts";

/** Types of the datadog provider. */
export const datadogRows: readonly PluginRow[] = [
  pagerDutyIntegration,
  pagerDutyServiceObject,
  monitorConfigPolicy,
  logsArchive,
  logsIndex,
  logsIndexOrder,
  logsMetric,
  sloCorrection,
];

import type { PluginRow } from "../../row.ts";
import { dashboardJson } from "./dashboard-json.ts";
import { downtimeSchedule } from "./downtime-schedule.ts";
import { logsArchive } from "./logs-archive.ts";
import { logsIndexOrder } from "./logs-index-order.ts";
import { logsIndex } from "./logs-index.ts";
import { logsMetric } from "./logs-metric.ts";
import { monitorConfigPolicy } from "./monitor-config-policy.ts";
import { monitor } from "./monitor.ts";
import { pagerDutyIntegration, pagerDutyServiceObject } from "./pagerduty.ts";
import { serviceLevelObjective } from "./service-level-objective.ts";
import { sloCorrection } from "./slo-correction.ts";
import { syntheticsGlobalVariable } from "./synthetics-global-variable.ts";
import { syntheticsTest } from "./synthetics-test.ts";

/** Types of the datadog provider. */
export const datadogRows: readonly PluginRow[] = [
  dashboardJson,
  downtimeSchedule,
  logsArchive,
  logsIndex,
  logsIndexOrder,
  logsMetric,
  monitor,
  monitorConfigPolicy,
  pagerDutyIntegration,
  pagerDutyServiceObject,
  serviceLevelObjective,
  sloCorrection,
  syntheticsGlobalVariable,
  syntheticsTest,
];

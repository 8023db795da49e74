import type { Resource } from "../../../resource-table/resource.ts";
import { dashboard } from "./dashboard.ts";
import { deploymentGate, deploymentRule } from "./deployment-gate.ts";
import { downtime } from "./downtime.ts";
import { logsArchive } from "./logs-archive.ts";
import { logsIndex } from "./logs-index.ts";
import { logsMetric } from "./logs-metric.ts";
import { monitor } from "./monitor.ts";
import { monitorConfigPolicy } from "./monitor-config-policy.ts";
import { pagerdutyIntegration, pagerdutyService } from "./pagerduty.ts";
import { slo } from "./slo.ts";
import { sloCorrection } from "./slo-correction.ts";
import { syntheticsTest } from "./synthetics-test.ts";
import { syntheticsVariable } from "./synthetics-variable.ts";
import { team } from "./team.ts";

/** Every kind of thing that Datadog keeps here. */
export const resources: readonly Resource[] = [
  team,
  monitorConfigPolicy,
  monitor,
  slo,
  sloCorrection,
  dashboard,
  syntheticsVariable,
  syntheticsTest,
  downtime,
  deploymentGate,
  deploymentRule,
  pagerdutyIntegration,
  pagerdutyService,
  logsArchive,
  logsIndex,
  logsMetric,
];

import { datadogKinds as dd } from "../inventories/datadog.ts";
import type { RemovalRows } from "./remove.ts";

/** How each kind of Datadog is removed. */
export const datadogRemovals: RemovalRows = {
  [dd.integration]: "alerts reach nobody without it: take it off in the integrations",
  [dd.serviceObject]: (removers, { id }) =>
    removers.datadog("a service of the link to PagerDuty", ({ v1, configuration }) =>
      new v1.PagerDutyIntegrationApi(configuration).deletePagerDutyIntegrationService({ serviceName: id }),
    ),
  [dd.logsIndex]: "it holds logs: delete it in the log settings",
  [dd.logsArchive]: "it holds evidence: delete it in the log settings",
  [dd.monitor]: (removers, { id }) =>
    removers.datadog("a monitor", ({ v1, configuration }) =>
      new v1.MonitorsApi(configuration).deleteMonitor({ monitorId: Number(id) }),
    ),
  [dd.downtime]: (removers, { id }) =>
    removers.datadog("a downtime", ({ v2, configuration }) =>
      new v2.DowntimesApi(configuration).cancelDowntime({ downtimeId: id }),
    ),
  [dd.objective]: (removers, { id }) =>
    removers.datadog("an objective", ({ v1, configuration }) =>
      new v1.ServiceLevelObjectivesApi(configuration).deleteSLO({ sloId: id }),
    ),
  [dd.correction]: (removers, { id }) =>
    removers.datadog("a correction of an objective", ({ v1, configuration }) =>
      new v1.ServiceLevelObjectiveCorrectionsApi(configuration).deleteSLOCorrection({ sloCorrectionId: id }),
    ),
  [dd.dashboard]: (removers, { id }) =>
    removers.datadog("a dashboard", ({ v1, configuration }) =>
      new v1.DashboardsApi(configuration).deleteDashboard({ dashboardId: id }),
    ),
  [dd.test]: (removers, { id }) =>
    removers.datadog("a synthetic test", ({ v1, configuration }) =>
      new v1.SyntheticsApi(configuration).deleteTests({
        body: Object.assign(new v1.SyntheticsDeleteTestsPayload(), { publicIds: [id] }),
      }),
    ),
  [dd.variable]: (removers, { id }) =>
    removers.datadog("a variable of synthetic tests", ({ v1, configuration }) =>
      new v1.SyntheticsApi(configuration).deleteGlobalVariable({ variableId: id }),
    ),
  [dd.monitorPolicy]: (removers, { id }) =>
    removers.datadog("a monitor policy", ({ v2, configuration }) =>
      new v2.MonitorsApi(configuration).deleteMonitorConfigPolicy({ policyId: id }),
    ),
  [dd.logsMetric]: (removers, { id }) =>
    removers.datadog("a log metric", ({ v2, configuration }) =>
      new v2.LogsMetricsApi(configuration).deleteLogsMetric({ metricId: id }),
    ),
};

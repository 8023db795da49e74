/** Type tokens of what Datadog holds. */
export const datadogKinds = {
  monitor: "datadog:index/monitor:Monitor",
  objective: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  correction: "datadog:index/sloCorrection:SloCorrection",
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  test: "datadog:index/syntheticsTest:SyntheticsTest",
  variable: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
  downtime: "datadog:index/downtimeSchedule:DowntimeSchedule",
  monitorPolicy: "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
  logsIndex: "datadog:index/logsIndex:LogsIndex",
  logsMetric: "datadog:index/logsMetric:LogsMetric",
  integration: "datadog:pagerduty/integration:Integration",
  serviceObject: "datadog:pagerduty/serviceObject:ServiceObject",
  logsArchive: "datadog:index/logsArchive:LogsArchive",
} as const;

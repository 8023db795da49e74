import { modelSchema, type Model } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import type { ObservabilityGlobalsArgs } from "../../../../components/datadog/observability-globals.ts";
import type { ServiceObservabilityArgs } from "../../../../components/datadog/service-observability-args.ts";
import { model as written } from "../../../../stacks/index.ts";

/** A fresh copy of the reference model, free to be changed by one test. */
export function referenceModel(): Model {
  return modelSchema.parse(structuredClone(written));
}

/** Arguments for one service in one stage of `model`; pages where the stage does. */
export function serviceArgs(
  model = referenceModel(),
  serviceId = "bridge-api",
  stageId = "prod",
): ServiceObservabilityArgs {
  const { organization, release, vendors } = model;
  const service = model.services[serviceId];
  const stage = model.stages[stageId];
  if (!service || !stage) throw new Error(`no ${serviceId} or ${stageId} in the reference model`);
  return {
    organization,
    release,
    vendors,
    serviceId,
    service,
    stageId,
    stage,
    url: "https://api.motion.example",
    bypassSecret: pulumi.secret("plain-bypass-value"),
    ...(stage.paging === "nobody" ? {} : { pagerDuty: pagerOf(serviceId, stageId) }),
    protect: true,
  };
}

/** The PagerDuty services of one service in one stage, as `ServicePager` hands them out. */
export function pagerOf(serviceId: string, stageId: string): NonNullable<ServiceObservabilityArgs["pagerDuty"]> {
  return {
    serviceName: `${serviceId}-${stageId}`,
    integrationKey: pulumi.secret("plain-key-value"),
    ticketServiceName: `${serviceId}-${stageId}-tickets`,
    ticketIntegrationKey: pulumi.secret("plain-ticket-key-value"),
  };
}

/** Arguments for what the stages of `model` share. */
export function globalsArgs(model = referenceModel()): ObservabilityGlobalsArgs {
  const { organization, services, stages, release, onCall, vendors } = model;
  return {
    organization,
    services,
    stages,
    release,
    onCall,
    vendors,
    pagerDuty: { subdomain: "motion-mavericks", apiToken: pulumi.secret("plain-token-value") },
    logArchive: { bucket: "log-archive", accountId: "123456789012", roleName: "datadog-archive" },
    protect: true,
  };
}

/** Pulumi types of Datadog. */
export const type = {
  monitor: "datadog:index/monitor:Monitor",
  slo: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  test: "datadog:index/syntheticsTest:SyntheticsTest",
  variable: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
  serviceObject: "datadog:pagerduty/serviceObject:ServiceObject",
  integration: "datadog:pagerduty/integration:Integration",
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  correction: "datadog:index/sloCorrection:SloCorrection",
  downtime: "datadog:index/downtimeSchedule:DowntimeSchedule",
  logsIndex: "datadog:index/logsIndex:LogsIndex",
  logsIndexOrder: "datadog:index/logsIndexOrder:LogsIndexOrder",
  logsArchive: "datadog:index/logsArchive:LogsArchive",
  logsMetric: "datadog:index/logsMetric:LogsMetric",
  policy: "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
} as const;

/** `value` without one of its optional fields. */
export function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: dropped, ...rest } = value;
  return dropped === undefined ? value : rest;
}

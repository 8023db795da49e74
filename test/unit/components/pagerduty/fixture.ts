import { modelSchema, type Model, type Problem, type Resolution, type Service, type Stage } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import type { PagerDutyAccountArgs, ServicePagerArgs } from "../../../../components/pagerduty/index.ts";
import { model as written } from "../../../../stacks/index.ts";

/** The reference organisation; a fresh copy, so that a test may change it. */
export function referenceModel(): Model {
  return structuredClone(modelSchema.parse(written));
}

/** `<id of key>` for each key. */
export function idsOfKeys(keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, `<id of ${key}>`]));
}

/** What a secret holds in these tests. It comes unwrapped: the component must wrap it. */
export const personal = (key: string): pulumi.Output<string> => pulumi.output(`PLAIN ${key}`);

/** Arguments of the account, made from `model`. */
export function accountArgs(model: Model, changes: Partial<PagerDutyAccountArgs> = {}): PagerDutyAccountArgs {
  const { organization, services, stages, onCall, vendors } = model;
  return { organization, services, stages, onCall, vendors, personal, protect: true, ...changes };
}

/** The service of `model` with this id. */
export function serviceOf(model: Model, id: string): Service {
  const found = model.services[id];
  if (!found) throw new Error(`the reference model has no service ${id}`);
  return found;
}

/** The stage of `model` with this id. */
export function stageOf(model: Model, id: string): Stage {
  const found = model.stages[id];
  if (!found) throw new Error(`the reference model has no stage ${id}`);
  return found;
}

/** Arguments of the pager of `web` in `stageId`, made from `model`. */
export function pagerArgs(model: Model, stageId: string, changes: Partial<ServicePagerArgs> = {}): ServicePagerArgs {
  const { organization, onCall, release, vendors } = model;
  return {
    organization,
    plannedWork: release.plannedWork,
    at: new Date("2026-11-21T10:00:00Z"),
    serviceId: "web",
    service: serviceOf(model, "web"),
    stageId,
    stage: stageOf(model, stageId),
    onCall,
    vendors,
    teamIds: idsOfKeys(Object.keys(organization.teams)),
    escalationPolicyIds: idsOfKeys(Object.keys(onCall.escalations)),
    businessServiceIds: idsOfKeys(Object.keys(onCall.businessServices)),
    protect: true,
    ...changes,
  };
}

/** Code and path of each problem; none for a good resolution. */
export function problemsOf(result: Resolution<unknown>): Pick<Problem, "code" | "path">[] {
  return result.ok ? [] : result.problems.map(({ code, path }) => ({ code, path }));
}

/** The value of a good resolution. */
export function valueOf<T>(result: Resolution<T>): T {
  if (!result.ok) throw new Error(`problems: ${result.problems.map(({ code }) => code).join(", ")}`);
  return result.value;
}

/** Pulumi types by a short name. */
export const types = {
  user: "pagerduty:index/user:User",
  contactMethod: "pagerduty:index/userContactMethod:UserContactMethod",
  notificationRule: "pagerduty:index/userNotificationRule:UserNotificationRule",
  team: "pagerduty:index/team:Team",
  membership: "pagerduty:index/teamMembership:TeamMembership",
  schedule: "pagerduty:index/schedule:Schedule",
  policy: "pagerduty:index/escalationPolicy:EscalationPolicy",
  businessService: "pagerduty:index/businessService:BusinessService",
  orchestration: "pagerduty:index/eventOrchestration:EventOrchestration",
  router: "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter",
  serviceRules: "pagerduty:index/eventOrchestrationService:EventOrchestrationService",
  grouping: "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
  service: "pagerduty:index/service:Service",
  integration: "pagerduty:index/serviceIntegration:ServiceIntegration",
  dependency: "pagerduty:index/serviceDependency:ServiceDependency",
  maintenance: "pagerduty:index/maintenanceWindow:MaintenanceWindow",
} as const;

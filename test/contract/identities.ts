import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";

/** Inputs that together name an object at its vendor; `nothing` where the declaration makes no object of its own. */
type Identity = readonly string[] | "nothing";

const inProject = ["projectId"];
const inRepository = ["repository"];

/** What makes an object at a vendor the same object, by type: its name within its scope (house decision 2). */
export const identities: Readonly<Record<string, Identity>> = {
  "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret": ["repository", "environment", "secretName"],
  "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable": ["repository", "environment", "variableName"],
  "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel": inRepository,
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    inRepository,
  "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions": inRepository,
  "github:index/branchDefault:BranchDefault": inRepository,
  "github:index/issueLabel:IssueLabel": ["repository", "name"],
  "github:index/organizationSettings:OrganizationSettings": [],
  "github:index/repository:Repository": ["name"],
  "github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates": inRepository,
  "github:index/repositoryEnvironment:RepositoryEnvironment": ["repository", "environment"],
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy": [
    "repository",
    "environment",
    "branchPattern",
    "tagPattern",
  ],
  "github:index/repositoryRuleset:RepositoryRuleset": ["repository", "name"],
  "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts": inRepository,
  "github:index/team:Team": ["name"],
  "github:index/teamMembership:TeamMembership": ["teamId", "username"],
  "github:index/teamRepository:TeamRepository": ["teamId", "repository"],
  "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions": inRepository,
  "neon:index:Branch": ["projectId", "name"],
  "neon:index:Database": ["projectId", "branchId", "name"],
  "neon:index:Endpoint": ["projectId", "branchId", "type"],
  "neon:index:Project": ["orgId", "name"],
  "neon:index:Role": ["projectId", "branchId", "name"],
  "neon:index:SnapshotSchedule": ["projectId", "branchId"],
  "pagerduty:index/alertGroupingSetting:AlertGroupingSetting": ["name"],
  "pagerduty:index/businessService:BusinessService": ["name"],
  "pagerduty:index/escalationPolicy:EscalationPolicy": ["name"],
  "pagerduty:index/eventOrchestration:EventOrchestration": ["name"],
  "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter": ["eventOrchestration"],
  "pagerduty:index/eventOrchestrationService:EventOrchestrationService": ["service"],
  "pagerduty:index/maintenanceWindow:MaintenanceWindow": ["services", "startTime", "endTime"],
  "pagerduty:index/schedule:Schedule": ["name"],
  "pagerduty:index/service:Service": ["name"],
  "pagerduty:index/serviceDependency:ServiceDependency": ["dependency"],
  "pagerduty:index/serviceIntegration:ServiceIntegration": ["service", "name"],
  "pagerduty:index/team:Team": ["name"],
  "pagerduty:index/teamMembership:TeamMembership": ["teamId", "userId"],
  // Addresses are secret, so the name tells people apart here.
  "pagerduty:index/user:User": ["name"],
  "pagerduty:index/userContactMethod:UserContactMethod": ["userId", "type", "label"],
  "pagerduty:index/userNotificationRule:UserNotificationRule": [
    "userId",
    "urgency",
    "startDelayInMinutes",
    "contactMethod",
  ],
  "vercel:index/accessGroup:AccessGroup": ["name"],
  "vercel:index/accessGroupProject:AccessGroupProject": ["accessGroupId", "projectId"],
  "vercel:index/edgeConfig:EdgeConfig": ["name"],
  "vercel:index/edgeConfigItem:EdgeConfigItem": ["edgeConfigId", "key"],
  "vercel:index/edgeConfigToken:EdgeConfigToken": ["edgeConfigId", "label"],
  "vercel:index/firewallConfig:FirewallConfig": inProject,
  "vercel:index/logDrain:LogDrain": ["name"],
  "vercel:index/project:Project": ["name"],
  "vercel:index/projectCrons:ProjectCrons": inProject,
  "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention": inProject,
  "vercel:index/projectDomain:ProjectDomain": ["domain"],
  "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": ["projectId", "key", "targets"],
  "vercel:index/projectProtectionBypass:ProjectProtectionBypass": ["projectId", "note"],
  "vercel:index/projectRollingRelease:ProjectRollingRelease": inProject,
  "datadog:index/dashboardJson:DashboardJson": ["dashboard"],
  "datadog:index/downtimeSchedule:DowntimeSchedule": ["scope", "message", "oneTimeSchedule", "recurringSchedule"],
  "datadog:index/logsArchive:LogsArchive": ["name"],
  "datadog:index/logsArchiveOrder:LogsArchiveOrder": [],
  "datadog:index/logsIndex:LogsIndex": ["name"],
  "datadog:index/logsIndexOrder:LogsIndexOrder": [],
  "datadog:index/logsMetric:LogsMetric": ["name"],
  "datadog:index/monitor:Monitor": ["name"],
  "datadog:index/monitorConfigPolicy:MonitorConfigPolicy": ["policyType", "tagPolicy.tagKey"],
  "datadog:index/serviceLevelObjective:ServiceLevelObjective": ["name"],
  "datadog:index/sloCorrection:SloCorrection": ["sloId", "category", "start", "end", "rrule"],
  "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable": ["name"],
  "datadog:index/syntheticsTest:SyntheticsTest": ["name"],
  "datadog:pagerduty/integration:Integration": [],
  "datadog:pagerduty/serviceObject:ServiceObject": ["serviceName"],
  "random:index/randomPassword:RandomPassword": "nothing",
  "random:index/randomString:RandomString": "nothing",
};

/** Text that names the vendor's object; undefined where there is none, or the type has no row. */
export function identityOf({ type, inputs }: CapturedResource): string | undefined {
  const identity = identities[type];
  if (identity === undefined || identity === "nothing") return undefined;
  return JSON.stringify([type, ...identity.map((path) => valueAt(inputs, path) ?? null)]);
}

function valueAt(inputs: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], inputs);
}

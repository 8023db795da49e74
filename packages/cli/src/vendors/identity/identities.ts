import { datadogKinds as dd } from "../inventories/datadog.ts";
import { githubKinds as gh } from "../inventories/github.ts";
import { neonKinds as ne } from "../inventories/neon.ts";
import { pagerdutyKinds as pd } from "../inventories/pagerduty.ts";
import { vercelKinds as vc } from "../inventories/vercel.ts";
import type { IdentityRow, NamedRow, Twin } from "./row.ts";

const byName = (twin: Twin): NamedRow => ({ parts: ["name"], told: "name", twin });
const byId = (twin: Twin, ...parts: readonly string[]): NamedRow => ({ parts, told: "id", twin });
const byAlias = (twin: Twin, ...parts: readonly string[]): NamedRow => ({ parts, told: "alias", twin });
const ofRepository = { settingOf: ["repository"] };
const ofProject = { settingOf: ["projectId"] };

const github: Readonly<Record<string, IdentityRow>> = {
  [gh.repository]: byId("refused", "name"),
  [gh.team]: byName("refused"),
  [gh.teamMembership]: byId("overwritten", "teamId", "username"),
  [gh.teamRepository]: byId("overwritten", "teamId", "repository"),
  [gh.collaborator]: byId("overwritten", "repository", "username"),
  [gh.label]: byId("refused", "repository", "name"),
  [gh.ruleset]: { ...byAlias("refused", "repository", "name"), otherId: true },
  [gh.environment]: byId("overwritten", "repository", "environment"),
  [gh.deploymentPolicy]: {
    ...byAlias("refused", "repository", "environment", "branchPattern?", "tagPattern?"),
    otherId: true,
  },
  [gh.environmentSecret]: byId("overwritten", "repository", "environment", "secretName"),
  [gh.environmentVariable]: byId("refused", "repository", "environment", "variableName"),
  [gh.repositorySecret]: byId("overwritten", "repository", "secretName"),
  [gh.repositoryVariable]: byId("refused", "repository", "variableName"),
  "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel": ofRepository,
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate":
    ofRepository,
  "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions": ofRepository,
  "github:index/branchDefault:BranchDefault": ofRepository,
  "github:index/organizationSettings:OrganizationSettings": { settingOf: [] },
  "github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates": ofRepository,
  "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts": ofRepository,
  "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions": ofRepository,
};

const vercel: Readonly<Record<string, IdentityRow>> = {
  [vc.project]: byName("refused"),
  [vc.edgeConfig]: byName("refused"),
  [vc.edgeConfigItem]: { ...byId("overwritten", "edgeConfigId", "key"), joint: "/" },
  [vc.edgeConfigToken]: { ...byAlias("made", "edgeConfigId", "label"), otherId: true },
  [vc.drain]: byAlias("made", "projectIds?", "name"),
  [vc.domain]: { ...byId("refused", "projectId", "domain"), joint: "/", stateId: ["domain"] },
  [vc.variable]: {
    ...byAlias("refused", "projectId", "key", "targets?", "customEnvironmentIds?", "gitBranch?"),
    otherId: true,
  },
  // Its provider's id holds its secret, which no inventory tells.
  [vc.bypass]: { ...byAlias("refused", "projectId", "note?"), otherId: true, stateId: ["projectId", "secret"] },
  [vc.rollingRelease]: byId("overwritten", "projectId"),
  [vc.accessGroup]: byName("made"),
  [vc.accessGroupProject]: { ...byId("refused", "accessGroupId", "projectId"), joint: "/" },
  "vercel:index/firewallConfig:FirewallConfig": ofProject,
  "vercel:index/projectCrons:ProjectCrons": ofProject,
  "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention": ofProject,
};

/** neon-pulumi keeps notes of its creations (packages/neon-pulumi/docs/interrupted-creation.md). */
const neon: Readonly<Record<string, IdentityRow>> = {
  [ne.project]: { selfFinished: ["orgId", "name"] },
  [ne.branch]: { selfFinished: ["projectId", "name"] },
  [ne.endpoint]: { selfFinished: ["projectId", "branchId", "type"] },
  [ne.role]: { selfFinished: ["projectId", "branchId", "name"] },
  [ne.database]: { selfFinished: ["projectId", "branchId", "name"] },
  "neon:index:SnapshotSchedule": { settingOf: ["projectId", "branchId"] },
};

const pagerduty: Readonly<Record<string, IdentityRow>> = {
  [pd.user]: byAlias("overwritten", "#email"),
  [pd.contactMethod]: byAlias("refused", "userId", "type", "#address"),
  [pd.notificationRule]: byAlias("refused", "userId", "contactMethod.id", "urgency", "startDelayInMinutes"),
  [pd.team]: byName("refused"),
  [pd.teamMembership]: byId("overwritten", "userId", "teamId"),
  [pd.schedule]: byName("refused"),
  [pd.escalationPolicy]: byName("refused"),
  [pd.service]: byName("refused"),
  [pd.integration]: byAlias("made", "service", "name"),
  [pd.businessService]: byName("made"),
  [pd.dependency]: byAlias("overwritten", "dependency.dependentServices.0.id", "dependency.supportingServices.0.id"),
  [pd.maintenanceWindow]: byAlias("made", "startTime", "endTime", "services", "description?"),
  [pd.alertGrouping]: byName("refused"),
  [pd.orchestration]: byName("made"),
  "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter": { settingOf: ["eventOrchestration"] },
  "pagerduty:index/eventOrchestrationService:EventOrchestrationService": { settingOf: ["service"] },
};

const datadog: Readonly<Record<string, IdentityRow>> = {
  [dd.monitor]: byAlias("made", "name", "query"),
  [dd.objective]: byAlias("made", "type", "name"),
  [dd.correction]: byAlias("made", "sloId", "category", "start", "rrule?", "description?"),
  [dd.dashboard]: byAlias("made", "dashboard.title", "dashboard.description?"),
  [dd.test]: byAlias("made", "type", "name"),
  [dd.variable]: byName("refused"),
  [dd.downtime]: byAlias("made", "scope", "monitorIdentifier.monitorId|monitorIdentifier.monitorTags", "message?"),
  [dd.monitorPolicy]: byAlias("made", "policyType", "tagPolicy.tagKey"),
  [dd.logsIndex]: byId("refused", "name"),
  [dd.logsMetric]: byId("refused", "name"),
  [dd.logsArchive]: byName("refused"),
  "datadog:index/logsIndexOrder:LogsIndexOrder": { settingOf: [] },
  "datadog:index/logsArchiveOrder:LogsArchiveOrder": { settingOf: [] },
  "datadog:pagerduty/integration:Integration": { settingOf: [] },
  [dd.serviceObject]: byId("refused", "serviceName"),
};

/**
 * What identifies a thing among those of its kind before its id is known, for every type that a stack may declare: by it an interrupted
 * creation is found again, drift tells managed things from extras, and no two stacks declare one thing. A test fails for a declared
 * type without a row. (L4, house decision 2)
 */
export const identities: Readonly<Record<string, IdentityRow>> = {
  ...github,
  ...vercel,
  ...neon,
  ...pagerduty,
  ...datadog,
};

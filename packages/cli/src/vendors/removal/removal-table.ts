import { datadogKinds as dd } from "../inventories/datadog.ts";
import { githubKinds as gh } from "../inventories/github.ts";
import { neonKinds as ne } from "../inventories/neon.ts";
import { pagerdutyKinds as pd } from "../inventories/pagerduty.ts";
import { vercelKinds as vc } from "../inventories/vercel.ts";
import { revokeBypass } from "./revoke-bypass.ts";
import type { Removable } from "./removal.ts";
import type { Removers } from "./removers.ts";

type Remove = (removers: Removers, thing: Removable) => Promise<void>;

const parts = (id: string, separator: string | RegExp = /[:/]/): readonly [string, string, string] => {
  const [first = "", second = "", ...rest] = id.split(separator);
  return [first, second, rest.join(":")];
};
/** Removal of what lives in a repository; `path` is below it, the last part of the id fills `{name}`. */
const inRepository =
  (what: string, path: string): Remove =>
  (removers, { id }) => {
    const [repo = "", ...rest] = id.split(":");
    return removers.github(what, `/repos/{owner}/{repo}/${path}`, { repo, name: rest.join(":") });
  };
const inEnvironment =
  (what: string, path: string): Remove =>
  (removers, { id }) => {
    const [repo, environment, name] = parts(id);
    return removers.github(what, `/repos/{owner}/{repo}/environments/{environment}/${path}/{name}`, {
      repo,
      environment,
      name,
    });
  };
const atPagerDuty =
  (what: string, path: string): Remove =>
  (removers, { id }) =>
    removers.pagerduty(what, `${path}/${id}`);
const ofUser =
  (what: string, path: string): Remove =>
  (removers, { id, within = "" }) =>
    removers.pagerduty(what, `/users/${within}/${path}/${id}`);

/**
 * How each kind is removed, or, for what holds data, history or people, how a person does it. A kind that is not here is removed by
 * hand too.
 */
export const removalTable: Readonly<Record<string, Remove | string>> = {
  [gh.repository]: "it holds code: archive or delete it in its settings",
  [gh.team]: "delete it in the organisation's teams: rights and approvals go with it",
  [gh.member]: "remove the person in the organisation's people: forks and private work may go with it",
  [gh.teamMembership]: (removers, { id }) => {
    const [team_id, username] = parts(id);
    return removers.github("a member of a team", "/teams/{team_id}/memberships/{username}", { team_id, username });
  },
  [gh.teamRepository]: (removers, { id }) => {
    const [team_id, repo] = parts(id);
    return removers.github("a team's access", "/teams/{team_id}/repos/{owner}/{repo}", { team_id, repo });
  },
  [gh.collaborator]: inRepository("a collaborator", "collaborators/{name}"),
  [gh.deployKey]: inRepository("a deploy key", "keys/{name}"),
  [gh.webhook]: (removers, { id, within: repo = "" }) =>
    removers.github("a webhook", "/repos/{owner}/{repo}/hooks/{id}", { repo, id }),
  [gh.organizationWebhook]: (removers, { id }) => removers.github("a webhook", "/orgs/{org}/hooks/{id}", { id }),
  [gh.branchProtection]: (removers, { id }) =>
    removers.githubGraph(
      "the protection of a branch",
      "mutation ($id: ID!) { deleteBranchProtectionRule(input: { branchProtectionRuleId: $id }) { clientMutationId } }",
      { id },
    ),
  [gh.label]: inRepository("a label", "labels/{name}"),
  [gh.repositorySecret]: inRepository("a secret", "actions/secrets/{name}"),
  [gh.repositoryVariable]: inRepository("a variable", "actions/variables/{name}"),
  [gh.environment]: inRepository("an environment", "environments/{name}"),
  [gh.ruleset]: (removers, { id, within: repo = "" }) =>
    removers.github("a ruleset", "/repos/{owner}/{repo}/rulesets/{id}", { repo, id }),
  [gh.deploymentPolicy]: inEnvironment("a deployment policy", "deployment-branch-policies"),
  [gh.environmentSecret]: inEnvironment("a secret", "secrets"),
  [gh.environmentVariable]: inEnvironment("a variable", "variables"),
  [vc.project]: "it holds deployments: delete it in its settings",
  [vc.edgeConfig]: "it holds switches that a service may read: delete it in the team's storage",
  [vc.edgeConfigItem]: "a service may read it: delete it in the edge config",
  [vc.bypass]: (removers, { id }) => revokeBypass(removers, id),
  [vc.customEnvironment]: (removers, { id, within = "" }) =>
    removers.vercel("a custom environment", (sdk) =>
      sdk.environment.removeCustomEnvironment({
        idOrName: within,
        environmentSlugOrId: id,
        ...removers.vercelTeam,
      }),
    ),
  [vc.firewallBypass]: (removers, { id }) => {
    const [projectId, domain, sourceIp] = parts(id, "/");
    const place = domain === "*" ? { projectScope: true } : { domain };
    return removers.vercel("an address that passes the firewall", (sdk) =>
      sdk.security.removeBypassIp({ projectId, requestBody: { ...place, sourceIp }, ...removers.vercelTeam }),
    );
  },
  [vc.projectMember]: (removers, { id }) => {
    const [idOrName, uid] = parts(id);
    return removers.vercel("a member of a project", (sdk) =>
      sdk.projectMembers.removeProjectMember({ idOrName, uid, ...removers.vercelTeam }),
    );
  },
  [vc.webhook]: (removers, { id }) =>
    removers.vercel("a webhook", (sdk) => sdk.webhooks.deleteWebhook({ id, ...removers.vercelTeam })),
  [vc.accessGroup]: (removers, { id }) =>
    removers.vercel("an access group", (sdk) =>
      sdk.accessGroups.deleteAccessGroup({ idOrName: id, ...removers.vercelTeam }),
    ),
  [vc.accessGroupMember]: (removers, { id }) => {
    const [idOrName, uid] = parts(id);
    return removers.vercel("a member of an access group", (sdk) =>
      sdk.accessGroups.updateAccessGroup({
        idOrName,
        requestBody: { membersToRemove: [uid] },
        ...removers.vercelTeam,
      }),
    );
  },
  [vc.accessGroupProject]: (removers, { id }) => {
    const [accessGroupIdOrName, projectId] = parts(id);
    return removers.vercel("the rights of an access group", (sdk) =>
      sdk.accessGroups.deleteAccessGroupProject({ accessGroupIdOrName, projectId, ...removers.vercelTeam }),
    );
  },
  [vc.member]: "remove the person in the team's members",
  [vc.variable]: (removers, { id, within = "" }) =>
    removers.vercel("a variable", (sdk) =>
      sdk.projects.removeProjectEnv({ idOrName: within, id, ...removers.vercelTeam }),
    ),
  [vc.domain]: (removers, { id }) => {
    const [idOrName, domain] = parts(id);
    return removers.vercel("a domain", (sdk) =>
      sdk.projects.removeProjectDomain({ idOrName, domain, ...removers.vercelTeam }),
    );
  },
  [vc.rollingRelease]: (removers, { id }) =>
    removers.vercel("a rolling release", (sdk) =>
      sdk.rollingRelease.deleteRollingReleaseConfig({ idOrName: id, ...removers.vercelTeam }),
    ),
  [vc.edgeConfigToken]: (removers, { id, within = "" }) =>
    removers.vercel("a token of an edge config", (sdk) =>
      sdk.globalConfig.deleteEdgeConfigTokens({
        edgeConfigId: within,
        requestBody: { tokens: [id] },
        ...removers.vercelTeam,
      }),
    ),
  [vc.drain]: (removers, { id }) =>
    removers.vercel("a drain", (sdk) => sdk.drains.deleteDrain({ id, ...removers.vercelTeam })),
  [ne.project]: "it holds data: dump it, then delete it in its settings",
  [ne.branch]: "it holds data: dump it, then delete it in the project's branches",
  [ne.database]: "it holds data: dump it, then drop it in the branch",
  [ne.role]: "it may own data: reassign what it owns, then delete it in the branch",
  [ne.endpoint]: (removers, { id, within = "" }) =>
    removers.neon("a compute", (api) => api.deleteProjectEndpoint(within, id)),
  [ne.permission]: (removers, { id }) => {
    const [projectId, permission] = parts(id);
    return removers.neon("a permission", (api) => api.revokePermissionFromProject(projectId, permission));
  },
  [ne.apiKey]: (removers, { id }) => {
    const [organization, key] = parts(id);
    return removers.neon("an API key", (api) => api.revokeOrgApiKey(organization, Number(key)));
  },
  [pd.user]: "it may be in rotas and has a history: remove it in the account's users",
  [pd.team]: "delete it in the account's teams: rights go with it",
  [pd.service]: "it holds incidents: disable or delete it in the service directory",
  [pd.businessService]: "delete it in the service directory",
  [pd.integration]: "alerts may still arrive by it: delete it in the service",
  [pd.dependency]: "take it off in the service graph",
  [pd.contactMethod]: ofUser("a contact method", "contact_methods"),
  [pd.notificationRule]: ofUser("a notification rule", "notification_rules"),
  [pd.teamMembership]: (removers, { id }) => {
    const [user, team] = parts(id);
    return removers.pagerduty("a member of a team", `/teams/${team}/users/${user}`);
  },
  [pd.schedule]: atPagerDuty("a rota", "/schedules"),
  [pd.escalationPolicy]: atPagerDuty("an escalation policy", "/escalation_policies"),
  [pd.maintenanceWindow]: atPagerDuty("a maintenance window", "/maintenance_windows"),
  [pd.alertGrouping]: atPagerDuty("an alert grouping", "/alert_grouping_settings"),
  [pd.orchestration]: atPagerDuty("an event orchestration", "/event_orchestrations"),
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

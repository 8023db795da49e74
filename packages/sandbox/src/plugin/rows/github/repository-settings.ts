import type { Properties } from "@launchgate/provider-kit";
import type { PluginRow } from "../../row.ts";
import { repositorySetting } from "./single-value.ts";

/** Who may use the actions and workflows of a repository. */
export const actionsRepositoryAccessLevel = repositorySetting({
  type: "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
  source: "terraform-provider-github resource_github_actions_repository_access_level.go",
  address: "/repos/{owner}/{repository}/actions/permissions/access",
  defaults: { access_level: "none" },
  settings: { accessLevel: { values: ["none", "user", "organization", "enterprise"] } },
});

/** What the token of a repository's workflows may do. */
export const workflowRepositoryPermissions = repositorySetting({
  type: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
  source: "terraform-provider-github resource_github_workflow_repository_permissions.go",
  address: "/repos/{owner}/{repository}/actions/permissions/workflow",
  defaults: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
  settings: {
    defaultWorkflowPermissions: { values: ["read", "write"], absent: "read" },
    canApprovePullRequestReviews: { absent: false },
  },
});

/** The subject of the tokens by which workflows show who they are. */
export const oidcSubject = repositorySetting({
  type: "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate",
  source: "terraform-provider-github resource_github_actions_repository_oidc_subject_claim_customization_template.go",
  address: "/repos/{owner}/{repository}/actions/oidc/customization/sub",
  defaults: { use_default: true },
  settings: { includeClaimKeys: { absent: [], minItems: 1 } },
  check: (inputs) =>
    inputs["useDefault"] === true && Array.isArray(inputs["includeClaimKeys"])
      ? [{ property: "includeClaimKeys", reason: "cannot be set while useDefault is true" }]
      : [],
});

/** A switch that is a resource of its own: PUT is on, DELETE is off. */
function repositorySwitch(type: string, source: string, address: string): PluginRow {
  const path = (repository: unknown, settings: Properties): string =>
    `/repos/${encodeURIComponent(String(settings["owner"]))}/${encodeURIComponent(String(repository))}`;
  return {
    type,
    source,
    importId: "{repository}",
    naturalKey: ["repository"],
    settings: { repository: { change: "replace" }, enabled: { default: true } },
    async create(inputs, call) {
      const method = inputs["enabled"] === false ? "DELETE" : "PUT";
      await call.http.request(method, `${path(inputs["repository"], call.settings)}/${address}`);
      return { id: String(inputs["repository"]) };
    },
    async find(id, _state, call) {
      const repository = (await call.http.find(path(id, call.settings))) as Properties | undefined;
      if (repository === undefined) return undefined;
      const answer = (await call.http.find(`${path(id, call.settings)}/${address}`)) as Properties | undefined;
      const enabled = answer !== undefined && answer["enabled"] !== false;
      return { id, properties: { repository: id, enabled, repositoryId: repository["id"] } };
    },
    async update(id, inputs, _old, call) {
      const method = inputs["enabled"] === false ? "DELETE" : "PUT";
      await call.http.request(method, `${path(id, call.settings)}/${address}`);
    },
    async remove(id, _state, call) {
      await call.http.remove(`${path(id, call.settings)}/${address}`);
    },
  };
}

/** Alerts on dependencies with known weaknesses. */
export const repositoryVulnerabilityAlerts = repositorySwitch(
  "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts",
  "terraform-provider-github resource_github_repository_vulnerability_alerts.go",
  "vulnerability-alerts",
);

/** Pull requests that mend them. */
export const repositoryDependabotSecurityUpdates = repositorySwitch(
  "github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates",
  "terraform-provider-github resource_github_repository_dependabot_security_updates.go",
  "automated-security-fixes",
);

import type { Octokit } from "@octokit/rest";
import sodium from "libsodium-wrappers";
import { token } from "../helpers/declared.ts";
import type { StateResource } from "../helpers/stack.ts";

/** What somebody does at GitHub behind the program's back, by type: to the first resource of that type. */
export type ByHand = Readonly<Record<string, (github: Octokit, of: StateResource) => Promise<unknown>>>;

const owner = "motion-mavericks";
const custom = { protected_branches: false, custom_branch_policies: true };
const text = (value: unknown): string => String(value);
const at = ({ inputs }: StateResource): { owner: string; repo: string } => ({
  owner,
  repo: text(inputs["repository"]),
});
const environmentAt = (of: StateResource): { owner: string; repo: string; environment_name: string } => ({
  ...at(of),
  environment_name: text(of.inputs["environment"]),
});
const teamAt = ({ inputs }: StateResource) => ({ team_id: Number(inputs["teamId"]) });

/** A change of each type: a refresh must see every one. */
export const changedByHand: ByHand = {
  ActionsEnvironmentSecret: async (github, of) => {
    await sodium.ready;
    const place = environmentAt(of);
    const { data: key } = await github.actions.getEnvironmentPublicKey(place);
    const sealed = sodium.crypto_box_seal("another", Buffer.from(key.key, "base64"));
    const encrypted_value = Buffer.from(sealed).toString("base64");
    const secret = { secret_name: text(of.inputs["secretName"]), key_id: key.key_id, encrypted_value };
    await github.actions.createOrUpdateEnvironmentSecret({ ...place, ...secret });
  },
  ActionsEnvironmentVariable: (github, of) =>
    github.actions.updateEnvironmentVariable({
      ...environmentAt(of),
      name: text(of.inputs["variableName"]),
      value: "another",
    }),
  ActionsRepositoryAccessLevel: (github, of) =>
    github.actions.setWorkflowAccessToRepository({ ...at(of), access_level: "organization" }),
  ActionsRepositoryOidcSubjectClaimCustomizationTemplate: (github, of) =>
    github.actions.setCustomOidcSubClaimForRepo({ ...at(of), use_default: true }),
  ActionsRepositoryPermissions: (github, of) =>
    github.actions.setGithubActionsPermissionsRepository({ ...at(of), enabled: true, allowed_actions: "all" }),
  BranchDefault: (github, of) => github.repos.renameBranch({ ...at(of), branch: "main", new_name: "trunk" }),
  IssueLabel: (github, of) => github.issues.updateLabel({ ...at(of), name: text(of.inputs["name"]), color: "123456" }),
  OrganizationSettings: (github) => github.orgs.update({ org: owner, members_can_create_public_repositories: true }),
  Repository: (github, of) => github.repos.update({ owner, repo: text(of.inputs["name"]), has_wiki: true }),
  RepositoryDependabotSecurityUpdates: (github, of) => github.repos.disableAutomatedSecurityFixes(at(of)),
  RepositoryEnvironment: (github, of) =>
    github.repos.createOrUpdateEnvironment({ ...environmentAt(of), wait_timer: 7, deployment_branch_policy: custom }),
  RepositoryEnvironmentDeploymentPolicy: (github, of) =>
    github.repos.updateDeploymentBranchPolicy({
      ...environmentAt(of),
      branch_policy_id: Number(of.id.split(":").at(-1)),
      name: "anything/*",
    }),
  RepositoryRuleset: (github, of) =>
    github.repos.updateRepoRuleset({ ...at(of), ruleset_id: Number(of.id), enforcement: "disabled" }),
  RepositoryVulnerabilityAlerts: (github, of) => github.repos.disableVulnerabilityAlerts(at(of)),
  Team: (github, of) =>
    github.teams.updateInOrg({
      org: owner,
      team_slug: text(of.outputs["slug"]),
      privacy: "closed",
      description: "another",
    }),
  TeamMembership: (github, of) =>
    github.request("PUT /teams/{team_id}/memberships/{username}", {
      ...teamAt(of),
      username: text(of.inputs["username"]),
      role: "maintainer",
    }),
  TeamRepository: (github, of) =>
    github.request("PUT /teams/{team_id}/repos/{owner}/{repo}", { ...teamAt(of), ...at(of), permission: "admin" }),
  WorkflowRepositoryPermissions: (github, of) =>
    github.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...at(of),
      default_workflow_permissions: "write",
    }),
};

/** A removal of each type that can go by itself: a refresh must miss it, and the next update make it again. */
export const removedByHand: ByHand = {
  ActionsEnvironmentSecret: (github, of) =>
    github.actions.deleteEnvironmentSecret({ ...environmentAt(of), secret_name: text(of.inputs["secretName"]) }),
  ActionsEnvironmentVariable: (github, of) =>
    github.actions.deleteEnvironmentVariable({ ...environmentAt(of), name: text(of.inputs["variableName"]) }),
  IssueLabel: (github, of) => github.issues.deleteLabel({ ...at(of), name: text(of.inputs["name"]) }),
  RepositoryEnvironmentDeploymentPolicy: (github, of) =>
    github.repos.deleteDeploymentBranchPolicy({
      ...environmentAt(of),
      branch_policy_id: Number(of.id.split(":").at(-1)),
    }),
  RepositoryRuleset: (github, of) => github.repos.deleteRepoRuleset({ ...at(of), ruleset_id: Number(of.id) }),
  TeamMembership: (github, of) =>
    github.request("DELETE /teams/{team_id}/memberships/{username}", {
      ...teamAt(of),
      username: text(of.inputs["username"]),
    }),
  TeamRepository: (github, of) =>
    github.request("DELETE /teams/{team_id}/repos/{owner}/{repo}", { ...teamAt(of), ...at(of) }),
};

/** The first resource of each type of a table, by type. */
export function targetsOf(
  table: ByHand,
  state: readonly StateResource[],
): readonly (readonly [string, StateResource])[] {
  return Object.keys(table).map((type) => {
    const found = state.find((each) => each.type === token(type));
    if (found === undefined) throw new Error(`there is no ${type} in the state`);
    return [type, found] as const;
  });
}

import { githubKinds as gh } from "../inventories/github.ts";
import { type RemovalRows, type Remove, parts } from "./remove.ts";

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

/** How each kind of GitHub is removed. */
export const githubRemovals: RemovalRows = {
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
};

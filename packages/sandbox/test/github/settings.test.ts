import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const owner = "motion-mavericks";
const at = { owner, repo: "settings" };
let github: Octokit;

beforeAll(async () => {
  github = client(handle.sandbox);
  await github.repos.createInOrg({ org: owner, name: at.repo, visibility: "private", auto_init: true });
});

describe("settings of the organisation", () => {
  it("keeps what is set and tells it back", async () => {
    const settings = {
      name: "Motion Mavericks",
      billing_email: "money@motion-mavericks.example",
      default_repository_permission: "none" as const,
      members_can_create_repositories: false,
      secret_scanning_push_protection_enabled_for_new_repositories: true,
    };
    expect((await github.orgs.update({ org: owner, ...settings })).data).toMatchObject(settings);
    expect((await github.orgs.get({ org: owner })).data).toMatchObject(settings);
  });

  it("refuses a permission that does not exist", async () => {
    const change = github.request("PATCH /orgs/{org}", { org: owner, default_repository_permission: "all" } as never);
    await expect(change).rejects.toMatchObject({ status: 422 });
  });
});

describe("settings of a repository", () => {
  it("keeps topics in lower case and refuses one with a space", async () => {
    const set = await github.repos.replaceAllTopics({ ...at, names: ["Team-Product", "web"] });
    expect(set.data.names).toEqual(["team-product", "web"]);
    expect((await github.repos.get(at)).data.topics).toEqual(["team-product", "web"]);
    await expect(github.repos.replaceAllTopics({ ...at, names: ["two words"] })).rejects.toMatchObject({ status: 422 });
    expect((await github.repos.getAllTopics(at)).data.names).toEqual(["team-product", "web"]);
  });

  it("merges security features, and follows Dependabot's own switch", async () => {
    await github.repos.update({ ...at, security_and_analysis: { secret_scanning: { status: "enabled" } } });
    await github.repos.update({
      ...at,
      security_and_analysis: { secret_scanning_push_protection: { status: "enabled" } },
    });
    await github.repos.enableAutomatedSecurityFixes(at);
    expect((await github.repos.get(at)).data.security_and_analysis).toMatchObject({
      secret_scanning: { status: "enabled" },
      secret_scanning_push_protection: { status: "enabled" },
      dependabot_security_updates: { status: "enabled" },
    });
    expect((await github.repos.checkAutomatedSecurityFixes(at)).data).toEqual({ enabled: true, paused: false });
    await github.repos.disableAutomatedSecurityFixes(at);
    expect((await github.repos.checkAutomatedSecurityFixes(at)).data.enabled).toBe(false);
  });

  it("shows security features to administrators only", async () => {
    const seen = await client(handle.sandbox, "drift").repos.get(at);
    expect(seen.data.security_and_analysis).toBeUndefined();
  });

  it("answers 204 for alerts that are on and 404 for those that are off", async () => {
    await expect(github.repos.checkVulnerabilityAlerts(at)).rejects.toMatchObject({ status: 404 });
    await github.repos.enableVulnerabilityAlerts(at);
    await github.repos.enableVulnerabilityAlerts(at);
    expect((await github.repos.checkVulnerabilityAlerts(at)).status).toBe(204);
    await github.repos.disableVulnerabilityAlerts(at);
    await expect(github.repos.checkVulnerabilityAlerts(at)).rejects.toMatchObject({ status: 404 });
  });

  it("has rules for which actions run; selected ones only where they are asked for", async () => {
    const read = await github.actions.getGithubActionsPermissionsRepository(at);
    expect(read.data).toEqual({ enabled: true, allowed_actions: "all", sha_pinning_required: false });
    await expect(github.actions.getAllowedActionsRepository(at)).rejects.toMatchObject({ status: 409 });
    await github.request("PUT /repos/{owner}/{repo}/actions/permissions", {
      ...at,
      enabled: true,
      allowed_actions: "selected",
      sha_pinning_required: true,
    });
    const selected = { github_owned_allowed: true, verified_allowed: false, patterns_allowed: ["motion-mavericks/*"] };
    await github.actions.setAllowedActionsRepository({ ...at, ...selected });
    expect((await github.actions.getAllowedActionsRepository(at)).data).toEqual(selected);
    const now = await github.actions.getGithubActionsPermissionsRepository(at);
    expect(now.data).toMatchObject({ allowed_actions: "selected", sha_pinning_required: true });
    expect(now.data.selected_actions_url).toMatch(/\/actions\/permissions\/selected-actions$/);
  });

  it("has rights of workflows' tokens", async () => {
    await github.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
      ...at,
      default_workflow_permissions: "write",
    });
    const read = await github.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
    expect(read.data).toEqual({ default_workflow_permissions: "write", can_approve_pull_request_reviews: false });
  });

  it("says from where workflows may be used", async () => {
    await github.actions.setWorkflowAccessToRepository({ ...at, access_level: "organization" });
    expect((await github.actions.getWorkflowAccessToRepository(at)).data.access_level).toBe("organization");
  });

  it("keeps artifacts for a number of days within the limit of the visibility", async () => {
    const route = "/repos/{owner}/{repo}/actions/permissions/artifact-and-log-retention";
    expect((await github.request(`GET ${route}`, at)).data).toEqual({ days: 90, maximum_allowed_days: 400 });
    await github.request(`PUT ${route}`, { ...at, days: 180 });
    expect((await github.request(`GET ${route}`, at)).data).toEqual({ days: 180, maximum_allowed_days: 400 });
    await expect(github.request(`PUT ${route}`, { ...at, days: 401 })).rejects.toMatchObject({ status: 422 });
    await expect(github.request(`PUT ${route}`, { ...at, days: 0 })).rejects.toMatchObject({ status: 422 });
  });

  it("has the claims of the OIDC subject", async () => {
    const claims = ["repo", "repository_id", "context"];
    const set = await github.actions.setCustomOidcSubClaimForRepo({
      ...at,
      use_default: false,
      include_claim_keys: claims,
    });
    expect(set.status).toBe(201);
    expect((await github.actions.getCustomOidcSubClaimForRepo(at)).data).toEqual({
      use_default: false,
      include_claim_keys: claims,
    });
    await github.actions.setCustomOidcSubClaimForRepo({ ...at, use_default: true });
    expect((await github.actions.getCustomOidcSubClaimForRepo(at)).data).toEqual({ use_default: true });
  });

  it("renames the default branch, and refuses one that is not there", async () => {
    await expect(github.repos.update({ ...at, default_branch: "trunk" })).rejects.toMatchObject({ status: 422 });
    const renamed = await github.repos.renameBranch({ ...at, branch: "main", new_name: "trunk" });
    expect(renamed.data.name).toBe("trunk");
    expect((await github.repos.get(at)).data.default_branch).toBe("trunk");
    expect((await github.repos.listBranches(at)).data.map((each) => each.name)).toEqual(["trunk"]);
    await github.repos.renameBranch({ ...at, branch: "trunk", new_name: "main" });
  });
});

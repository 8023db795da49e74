import { beforeAll, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import sodium from "libsodium-wrappers";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const at = { owner: "motion-mavericks", repo: "staged" };
const prod = { ...at, environment_name: "prod" };
let github: Octokit;
let repositoryId = 0;
let teamId = 0;

beforeAll(async () => {
  await sodium.ready;
  github = client(handle.sandbox);
  const repository = await github.repos.createInOrg({ org: at.owner, name: at.repo, visibility: "private" });
  repositoryId = repository.data.id;
  teamId = (await github.teams.create({ org: at.owner, name: "Approvers" })).data.id;
  await github.repos.createOrUpdateEnvironment({
    ...prod,
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
});

function sealed(value: string, key: string): string {
  return Buffer.from(sodium.crypto_box_seal(value, Buffer.from(key, "base64"))).toString("base64");
}

describe("environments", () => {
  it("show settings as protection rules, and lose what a later PUT leaves out", async () => {
    const gate = { ...at, environment_name: "gate" };
    const user = await github.users.getByUsername({ username: "ada-brandt-example" });
    const reviewers = [
      { type: "Team" as const, id: teamId },
      { type: "User" as const, id: user.data.id },
    ];
    await github.repos.createOrUpdateEnvironment({ ...gate, wait_timer: 10, reviewers, prevent_self_review: true });
    const rules = (await github.repos.getEnvironment(gate)).data.protection_rules ?? [];
    expect(rules.map((each) => each.type)).toEqual(["wait_timer", "required_reviewers"]);
    expect(rules[0]).toMatchObject({ wait_timer: 10 });
    expect(rules[1]).toMatchObject({
      prevent_self_review: true,
      reviewers: [
        { type: "Team", reviewer: { slug: "approvers" } },
        { type: "User", reviewer: { login: "ada-brandt-example" } },
      ],
    });
    await github.repos.createOrUpdateEnvironment({
      ...gate,
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    });
    const bare = (await github.repos.getEnvironment(gate)).data;
    expect(bare.protection_rules?.map((each) => each.type)).toEqual(["branch_policy"]);
    expect(bare.deployment_branch_policy).toEqual({ protected_branches: true, custom_branch_policies: false });
    expect((await github.repos.getAllEnvironments(at)).data.environments?.map((each) => each.name)).toContain("gate");
    await github.repos.deleteAnEnvironment(gate);
    await expect(github.repos.getEnvironment(gate)).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["seven reviewers", { reviewers: Array.from({ length: 7 }, () => ({ type: "Team" as const, id: teamId })) }],
    ["a reviewer that does not exist", { reviewers: [{ type: "User" as const, id: 1 }] }],
    ["a wait of more than thirty days", { wait_timer: 43_201 }],
    [
      "branch policies that say the same",
      { deployment_branch_policy: { protected_branches: true, custom_branch_policies: true } },
    ],
  ])("refuse %s", async (_what, settings) => {
    const call = github.repos.createOrUpdateEnvironment({ ...at, environment_name: "refused", ...settings });
    await expect(call).rejects.toMatchObject({ status: 422 });
    await expect(github.repos.getEnvironment({ ...at, environment_name: "refused" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("have names with a slash", async () => {
    const name = { ...at, environment_name: "prod/eu" };
    await github.repos.createOrUpdateEnvironment(name);
    expect((await github.repos.getEnvironment(name)).data.name).toBe("prod/eu");
  });
});

describe("deployment branch policies", () => {
  it("tell whether they are of branches or tags", async () => {
    const branch = await github.repos.createDeploymentBranchPolicy({ ...prod, name: "main" });
    const tag = await github.repos.createDeploymentBranchPolicy({ ...prod, name: "v*", type: "tag" });
    expect([branch.data.type, tag.data.type]).toEqual(["branch", "tag"]);
    const changed = await github.repos.updateDeploymentBranchPolicy({
      ...prod,
      branch_policy_id: tag.data.id ?? 0,
      name: "v1.*",
    });
    expect(changed.data).toMatchObject({ name: "v1.*", type: "tag" });
    const listed = await github.repos.listDeploymentBranchPolicies(prod);
    expect(listed.data.branch_policies.map((each) => each.name)).toEqual(["main", "v1.*"]);
    await github.repos.deleteDeploymentBranchPolicy({ ...prod, branch_policy_id: branch.data.id ?? 0 });
    expect((await github.repos.listDeploymentBranchPolicies(prod)).data.total_count).toBe(1);
  });

  it("need an environment with custom policies", async () => {
    await github.repos.createOrUpdateEnvironment({ ...at, environment_name: "open" });
    const call = github.repos.createDeploymentBranchPolicy({ ...at, environment_name: "open", name: "main" });
    await expect(call).rejects.toMatchObject({ status: 404 });
  });
});

describe("secrets of an environment", () => {
  const route = "/repositories/{repository_id}/environments/{environment_name}/secrets";

  it("take a sealed box by the repository's number, and never give it back", async () => {
    const by = { repository_id: repositoryId, environment_name: "prod" };
    const key = (await github.request(`GET ${route}/public-key`, by)).data as { key: string; key_id: string };
    const put = (value: string) =>
      github.request(`PUT ${route}/{secret_name}`, {
        ...by,
        secret_name: "DATABASE_URL",
        key_id: key.key_id,
        encrypted_value: sealed(value, key.key),
      });
    expect((await put("postgres://one")).status).toBe(201);
    const before = (await github.request(`GET ${route}/{secret_name}`, { ...by, secret_name: "DATABASE_URL" })).data;
    handle.sandbox.clock.advance(60_000);
    expect((await put("postgres://two")).status).toBe(204);
    const after = (await github.actions.getEnvironmentSecret({ ...prod, secret_name: "database_url" })).data;
    expect(Object.keys(after).sort()).toEqual(["created_at", "name", "updated_at"]);
    expect(after.created_at).toBe(before.created_at);
    expect(Date.parse(after.updated_at) - Date.parse(String(before.updated_at))).toBeGreaterThanOrEqual(60_000);
    expect((await github.actions.listEnvironmentSecrets(prod)).data.total_count).toBe(1);
    await github.actions.deleteEnvironmentSecret({ ...prod, secret_name: "DATABASE_URL" });
    await expect(github.actions.getEnvironmentSecret({ ...prod, secret_name: "DATABASE_URL" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("refuse a value sealed for another key, a wrong key id, and plain text", async () => {
    const { data: key } = await github.actions.getEnvironmentPublicKey(prod);
    const stranger = Buffer.from(sodium.crypto_box_keypair().publicKey).toString("base64");
    const put = (key_id: string, encrypted_value: string) =>
      github.actions.createOrUpdateEnvironmentSecret({ ...prod, secret_name: "TOKEN", key_id, encrypted_value });
    await expect(put(key.key_id, sealed("x", stranger))).rejects.toMatchObject({ status: 422 });
    await expect(put("1", sealed("x", key.key))).rejects.toMatchObject({ status: 422 });
    await expect(put(key.key_id, "plain text!")).rejects.toMatchObject({ status: 422 });
  });

  it("exist for the repository as well, under a key of its own", async () => {
    const { data: key } = await github.actions.getRepoPublicKey(at);
    expect(key.key).not.toBe((await github.actions.getEnvironmentPublicKey(prod)).data.key);
    const put = await github.actions.createOrUpdateRepoSecret({
      ...at,
      secret_name: "NPM",
      key_id: key.key_id,
      encrypted_value: sealed("x", key.key),
    });
    expect(put.status).toBe(201);
    expect((await github.actions.listRepoSecrets(at)).data.secrets.map((each) => each.name)).toEqual(["NPM"]);
  });
});

describe("variables of an environment", () => {
  it("are made once, changed, listed by name and removed", async () => {
    const variable = { ...prod, name: "SERVICE_URL", value: "https://one.example" };
    expect((await github.actions.createEnvironmentVariable(variable)).status).toBe(201);
    await expect(github.actions.createEnvironmentVariable({ ...variable, name: "service_url" })).rejects.toMatchObject({
      status: 409,
    });
    await github.actions.updateEnvironmentVariable({ ...variable, value: "https://two.example" });
    expect((await github.actions.getEnvironmentVariable({ ...prod, name: "SERVICE_URL" })).data.value).toBe(
      "https://two.example",
    );
    await github.actions.createEnvironmentVariable({ ...prod, name: "A_FIRST", value: "1" });
    const listed = await github.actions.listEnvironmentVariables(prod);
    expect(listed.data.variables.map((each) => each.name)).toEqual(["A_FIRST", "SERVICE_URL"]);
    await github.actions.deleteEnvironmentVariable({ ...prod, name: "SERVICE_URL" });
    await expect(github.actions.getEnvironmentVariable({ ...prod, name: "SERVICE_URL" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("refuse names that begin with a digit or with GITHUB_", async () => {
    for (const name of ["1ST", "GITHUB_TOKEN", "WITH-HYPHEN"]) {
      await expect(github.actions.createEnvironmentVariable({ ...prod, name, value: "x" })).rejects.toMatchObject({
        status: 422,
      });
    }
  });

  it("exist for the repository as well", async () => {
    await github.actions.createRepoVariable({ ...at, name: "STAGE", value: "prod" });
    expect((await github.actions.getRepoVariable({ ...at, name: "STAGE" })).data.value).toBe("prod");
  });
});

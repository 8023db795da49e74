import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const org = "motion-mavericks";
const at = { owner: org, repo: "guarded" };

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org, name: at.repo });
});

async function ask(path: string, authorization?: string): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const answer = await fetch(`${handle.sandbox.urls.github}${path}`, { headers });
  return { status: answer.status, body: await answer.json() };
}

describe("who may come in", () => {
  it("refuses a call without token, and an unknown one, also where there is no route", async () => {
    expect(await ask("/user")).toMatchObject({ status: 401, body: { message: "Requires authentication" } });
    expect(await ask("/user", "Bearer github_pat_unknown")).toMatchObject({
      status: 401,
      body: { message: "Bad credentials" },
    });
  });

  it("takes a token in both spellings of the header", async () => {
    const token = handle.sandbox.tokens.github["pulumi"]?.token ?? "";
    expect((await ask("/user", `Bearer ${token}`)).status).toBe(200);
    expect((await ask("/user", `token ${token}`)).status).toBe(200);
  });

  it("tells each holder who it is", async () => {
    for (const [holder, login] of [
      ["ada-brandt", "ada-brandt-example"],
      ["pulumi", `${org}-pulumi`],
    ] as const) {
      expect((await client(handle.sandbox, holder).users.getAuthenticated()).data.login).toBe(login);
    }
  });

  it("lets a reader read and says what a writer would need", async () => {
    const reader = client(handle.sandbox, "drift");
    expect((await reader.repos.get(at)).status).toBe(200);
    const write = reader.repos.update({ ...at, description: "changed" });
    await expect(write).rejects.toMatchObject({
      status: 403,
      response: {
        headers: { "x-accepted-github-permissions": "administration=write" },
        data: { message: "Resource not accessible by personal access token" },
      },
    });
    expect((await reader.repos.get(at)).data.description).toBeNull();
  });

  it("lets people do daily work, and no settings", async () => {
    const person = client(handle.sandbox, "bruno-costa");
    expect((await person.issues.createLabel({ ...at, name: "drill: finding" })).status).toBe(201);
    await expect(person.repos.createOrUpdateEnvironment({ ...at, environment_name: "prod" })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe("caching and limits", () => {
  it("answers 304 to a known ETag until the thing changes", async () => {
    const github = client(handle.sandbox);
    const { etag } = (await github.repos.get(at)).headers;
    const again = () => github.request("GET /repos/{owner}/{repo}", { ...at, headers: { "if-none-match": etag } });
    await expect(again()).rejects.toMatchObject({ status: 304 });
    await github.repos.update({ ...at, homepage: "https://one.example" });
    expect((await again()).data.homepage).toBe("https://one.example");
  });

  it("counts the calls of a token down and tells when the window ends", async () => {
    const github = client(handle.sandbox, "clara-dias");
    const first = (await github.users.getAuthenticated()).headers;
    const second = (await github.users.getAuthenticated()).headers;
    expect(Number(first["x-ratelimit-remaining"]) - Number(second["x-ratelimit-remaining"])).toBe(1);
    handle.sandbox.clock.advance(3_600_000);
    const later = (await github.users.getAuthenticated()).headers;
    expect(later["x-ratelimit-used"]).toBe("1");
    expect(Number(later["x-ratelimit-reset"])).toBeGreaterThan(Number(first["x-ratelimit-reset"]));
  });
});

describe("addresses", () => {
  it("work under /api/v3 as the provider calls them, and answers point back there", async () => {
    const token = handle.sandbox.tokens.github["pulumi"]?.token ?? "";
    const { body } = await ask(`/api/v3/repos/${org}/${at.repo}`, `Bearer ${token}`);
    expect(body).toMatchObject({ url: `${handle.sandbox.urls.github}/api/v3/repos/${org}/${at.repo}` });
  });

  it("name nothing twice: every route is of one row or one handler", () => {
    const names = handle.sandbox.routes.github.map(({ method, template }) => `${method} ${template}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the audit log", () => {
  it("says who changed what, newest first, and can be asked by phrase", async () => {
    await client(handle.sandbox, "ada-brandt").repos.update({ ...at, has_wiki: false });
    const { data } = await client(handle.sandbox).request("GET /orgs/{org}/audit-log", {
      org,
      phrase: `action:repo.update repo:${org}/${at.repo}`,
    });
    expect(data[0]).toMatchObject({ action: "repo.update", actor: "ada-brandt-example", repo: `${org}/${at.repo}` });
  });

  it("names whom and what: the user and team of a membership, the environment, the repository of a protected branch", async () => {
    const github = client(handle.sandbox);
    const audit = async (action: string): Promise<unknown> => {
      const found = await github.request("GET /orgs/{org}/audit-log", { org, phrase: `action:${action}` });
      return found.data[0];
    };
    const { data: team } = await github.teams.create({ org, name: "On duty" });
    const username = "bruno-costa-example";
    await github.request("PUT /teams/{team_id}/memberships/{username}", { team_id: team.id, username });
    expect(await audit("team.add_member")).toMatchObject({ team: `${org}/on-duty`, user: username });
    const custom = { protected_branches: false, custom_branch_policies: true };
    const environment = { ...at, environment_name: "prod" };
    await github.repos.createOrUpdateEnvironment({ ...environment, deployment_branch_policy: custom });
    expect(await audit("environment.create")).toMatchObject({ environment_name: "prod", repo: `${org}/${at.repo}` });
    await github.repos.createDeploymentBranchPolicy({ ...environment, name: "release/*" });
    expect(await audit("environment.update_protection_rule")).toMatchObject({
      environment_name: "prod",
      data: { name: "release/*" },
    });
    const { data: repository } = await github.repos.get(at);
    const made =
      "mutation($input: CreateBranchProtectionRuleInput!) { createBranchProtectionRule(input: $input) { clientMutationId } }";
    await github.graphql(made, { input: { repositoryId: repository.node_id, pattern: "hotfix/*" } });
    expect(await audit("protected_branch.create")).toMatchObject({
      repo: `${org}/${at.repo}`,
      data: { name: "hotfix/*" },
    });
  });
});

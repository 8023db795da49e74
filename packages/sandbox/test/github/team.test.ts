import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const org = "motion-mavericks";
const ada = "ada-brandt-example";
const bruno = "bruno-costa-example";

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org, name: "web" });
});

describe("teams", () => {
  it("are made with a slug, found by slug and by number, changed and removed", async () => {
    const github = client(handle.sandbox);
    const { data: made } = await github.teams.create({
      org,
      name: "Release approvers",
      privacy: "closed",
      description: "May approve",
    });
    expect(made).toMatchObject({
      slug: "release-approvers",
      privacy: "closed",
      notification_setting: "notifications_enabled",
      parent: null,
    });
    const byNumber = { org_id: made.organization.id, team_id: made.id };
    const found = await github.request("GET /organizations/{org_id}/team/{team_id}", byNumber);
    expect(found.data).toMatchObject({ id: made.id, slug: made.slug });
    const renamed = await github.request("PATCH /organizations/{org_id}/team/{team_id}", {
      ...byNumber,
      name: "Approvers",
    });
    expect(renamed.data).toMatchObject({ id: made.id, slug: "approvers", description: "May approve" });
    await github.teams.deleteInOrg({ org, team_slug: "approvers" });
    await expect(github.request("GET /organizations/{org_id}/team/{team_id}", byNumber)).rejects.toMatchObject({
      status: 404,
    });
  });

  it("refuses a second team of a name, an unknown parent, and a secret team in another", async () => {
    const github = client(handle.sandbox);
    const { data: above } = await github.teams.create({ org, name: "Above", privacy: "closed" });
    const inner = await github.teams.create({ org, name: "Inner", parent_team_id: above.id });
    expect(inner.data).toMatchObject({ privacy: "closed", parent: { id: above.id } });
    await expect(github.teams.create({ org, name: "above" })).rejects.toMatchObject({ status: 422 });
    await expect(github.teams.create({ org, name: "Lost", parent_team_id: 1 })).rejects.toMatchObject({ status: 422 });
    const hidden = github.teams.updateInOrg({ org, team_slug: "inner", privacy: "secret" });
    await expect(hidden).rejects.toMatchObject({ status: 422 });
  });
});

describe("members of a team", () => {
  it("have a role; owners of the organisation are always maintainers", async () => {
    const github = client(handle.sandbox);
    const { data: team } = await github.teams.create({ org, name: "Product" });
    const at = { org_id: team.organization.id, team_id: team.id };
    const route = "/organizations/{org_id}/team/{team_id}/memberships/{username}";
    const set = await github.request(`PUT ${route}`, { ...at, username: bruno, role: "member" });
    expect(set.data).toMatchObject({ role: "member", state: "active" });
    await github.request(`PUT ${route}`, { ...at, username: bruno, role: "maintainer" });
    expect((await github.request(`GET ${route}`, { ...at, username: bruno })).data.role).toBe("maintainer");
    const owner = await github.teams.addOrUpdateMembershipForUserInOrg({
      org,
      team_slug: "product",
      username: ada,
      role: "member",
    });
    expect(owner.data.role).toBe("maintainer");
    const members = await github.teams.listMembersInOrg({ org, team_slug: "product" });
    expect(members.data.map((each) => each.login)).toEqual([`${org}-pulumi`, bruno, ada]);
    await github.request(`DELETE ${route}`, { ...at, username: bruno });
    await expect(github.request(`GET ${route}`, { ...at, username: bruno })).rejects.toMatchObject({ status: 404 });
  });

  it("must be users that exist", async () => {
    const github = client(handle.sandbox);
    await github.teams.create({ org, name: "Strangers" });
    const call = github.teams.addOrUpdateMembershipForUserInOrg({ org, team_slug: "strangers", username: "nobody" });
    await expect(call).rejects.toMatchObject({ status: 404 });
  });
});

describe("repositories of a team", () => {
  it("are reached with a permission that reads and roles follow", async () => {
    const github = client(handle.sandbox);
    const { data: team } = await github.teams.create({ org, name: "Platform" });
    const at = { org_id: team.organization.id, team_id: team.id, owner: org, repo: "web" };
    const route = "/organizations/{org_id}/team/{team_id}/repos/{owner}/{repo}";
    await expect(github.request(`GET ${route}`, at)).rejects.toMatchObject({ status: 404 });
    expect((await github.request(`PUT ${route}`, { ...at, permission: "maintain" })).status).toBe(204);
    expect((await github.request(`GET ${route}`, at)).status).toBe(204);
    const headers = { accept: "application/vnd.github.v3.repository+json" };
    const seen = await github.request(`GET ${route}`, { ...at, headers });
    expect(seen.data).toMatchObject({
      name: "web",
      role_name: "maintain",
      permissions: { push: true, maintain: true, admin: false },
    });
    const listed = await github.teams.listReposInOrg({ org, team_slug: "platform" });
    expect(listed.data.map((each) => each.role_name)).toEqual(["maintain"]);
    const teams = await github.repos.listTeams({ owner: org, repo: "web" });
    expect(teams.data.map((each) => [each.slug, each.permission])).toContainEqual(["platform", "maintain"]);
    await github.request(`DELETE ${route}`, at);
    await expect(github.request(`GET ${route}`, at)).rejects.toMatchObject({ status: 404 });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, send } from "./client.ts";

const handle = withSandbox();
let projectId = "";

beforeAll(async () => {
  const environmentVariables = [
    { key: "PLAIN", value: "1", type: "plain", target: ["production"] },
    { key: "CLOSED", value: "2", type: "sensitive", target: ["production", "preview"] },
  ];
  const made = await send(handle.sandbox, "POST /v8/projects", { name: "shop", environmentVariables });
  projectId = String(made.body["id"]);
});

describe("a new project", () => {
  it("has the variables that it was made with, and does not tell them itself", async () => {
    const { body } = await send(handle.sandbox, `GET /v10/projects/${projectId}/env`);
    const shown = (body["envs"] as { key: string; type: string }[]).map(({ key, type }) => `${key} ${type}`);
    expect(shown.toSorted()).toEqual(["CLOSED sensitive", "PLAIN plain"]);
    const project = await send(handle.sandbox, `GET /v10/projects/${projectId}`);
    expect(JSON.stringify(project.body)).not.toContain("PLAIN");
    const bad = { name: "bad", environmentVariables: [{ key: "1", value: "2", target: ["production"] }] };
    expect((await send(handle.sandbox, "POST /v8/projects", bad)).status).toBe(400);
    expect((await send(handle.sandbox, "GET /v10/projects/bad")).status).toBe(404);
  });
});

describe("custom environments", () => {
  it("are made, read by slug and id, listed, changed and removed, and take variables", async () => {
    const { environment } = client(handle.sandbox);
    const requestBody = {
      slug: "qa",
      description: "For testers",
      branchMatcher: { type: "startsWith", pattern: "qa/" },
    };
    const { body } = await send(handle.sandbox, "POST /v10/projects", { name: "lab" });
    const idOrName = String(body["id"]);
    const made = await environment.createCustomEnvironment({ idOrName, requestBody: requestBody as never });
    expect(made).toMatchObject({ ...requestBody, type: "preview" });
    const at = `/v1/projects/${idOrName}/custom-environments`;
    expect((await send(handle.sandbox, `GET ${at}/qa`)).body["id"]).toBe(made.id);
    const variable = { key: "QA", value: "1", type: "encrypted", customEnvironmentIds: [made.id] };
    expect((await send(handle.sandbox, `POST /v10/projects/${idOrName}/env`, variable)).status).toBe(201);
    const list = await environment.getProjectsByIdOrNameCustomEnvironments({ idOrName });
    expect(list.environments).toMatchObject([{ slug: "qa" }]);
    expect((await send(handle.sandbox, `POST ${at}`, { slug: "qa" })).status).toBe(409);
    expect((await send(handle.sandbox, `POST ${at}`, { slug: "production" })).status).toBe(400);
    const changed = await send(handle.sandbox, `PATCH ${at}/qa`, { slug: "test", branchMatcher: null });
    expect(changed.body).toMatchObject({ slug: "test", description: "For testers" });
    expect(changed.body).not.toHaveProperty("branchMatcher");
    const rest = { deleteUnassignedEnvironmentVariables: true };
    expect((await send(handle.sandbox, `DELETE ${at}/test`, rest)).status).toBe(200);
    expect((await send(handle.sandbox, `GET ${at}/test`)).status).toBe(404);
  });
});

describe("webhooks", () => {
  it("tell their secret once, are listed and removed", async () => {
    const { webhooks } = client(handle.sandbox);
    const requestBody = { url: "https://hooks.example/in", events: ["deployment.created"], projectIds: [projectId] };
    const made = await webhooks.createWebhook({ requestBody: requestBody as never });
    expect(made.secret).toHaveLength(24);
    const read = await send(handle.sandbox, `GET /v1/webhooks/${made.id}`);
    expect(read.body).toMatchObject(requestBody);
    expect(read.body).not.toHaveProperty("secret");
    expect((await send(handle.sandbox, "GET /v1/webhooks")).body).toMatchObject([{ id: made.id }]);
    const strange = { ...requestBody, projectIds: ["prj_none"] };
    expect((await send(handle.sandbox, "POST /v1/webhooks", strange)).status).toBe(400);
    expect((await send(handle.sandbox, `DELETE /v1/webhooks/${made.id}`)).status).toBe(204);
    expect((await send(handle.sandbox, `GET /v1/webhooks/${made.id}`)).status).toBe(404);
  });
});

describe("addresses that pass the firewall", () => {
  it("are added once, found by address and domain, and removed", async () => {
    const at = `/v1/security/firewall/bypass?projectId=${projectId}`;
    const rule = { domain: "shop.example", sourceIp: "203.0.113.7", note: "probe" };
    const added = await send(handle.sandbox, `POST ${at}`, rule);
    expect(added.body).toMatchObject({ ok: true, result: [{ Domain: "shop.example", Ip: "203.0.113.7" }] });
    expect((await send(handle.sandbox, `POST ${at}`, rule)).status).toBe(400);
    expect((await send(handle.sandbox, `POST ${at}`, { projectScope: true, sourceIp: "203.0.113.8" })).status).toBe(
      200,
    );
    const found = await send(handle.sandbox, `GET ${at}&sourceIp=203.0.113.8&projectScope=true`);
    expect(found.body["result"]).toMatchObject([{ Domain: "*", IsProjectRule: true }]);
    expect((await send(handle.sandbox, `GET ${at}`)).body["result"]).toHaveLength(2);
    const gone = { domain: "shop.example", sourceIp: "203.0.113.7" };
    expect((await send(handle.sandbox, `DELETE ${at}`, gone)).body).toEqual({ ok: true });
    expect((await send(handle.sandbox, `DELETE ${at}`, gone)).status).toBe(404);
    expect((await send(handle.sandbox, `POST ${at}`, { sourceIp: "203.0.113.9" })).status).toBe(400);
  });
});

describe("access groups", () => {
  it("have members and projects", async () => {
    const { accessGroups, teams } = client(handle.sandbox);
    const teamId = String((await send(handle.sandbox, "GET /v2/teams/motion-mavericks")).body["id"]);
    const { members } = await teams.getTeamMembers({ teamId, limit: 100 });
    const uid = members.find(({ username }) => username === "bruno-costa")?.uid ?? "";
    const { accessGroupId: idOrName } = await accessGroups.createAccessGroup({ requestBody: { name: "Product" } });
    await send(handle.sandbox, `POST /v1/access-groups/${idOrName}`, { membersToAdd: [uid] });
    await send(handle.sandbox, `POST /v1/access-groups/${idOrName}/projects`, { projectId, role: "PROJECT_VIEWER" });
    expect(await accessGroups.listAccessGroupMembers({ idOrName })).toMatchObject({
      members: [{ uid, teamRole: "DEVELOPER" }],
    });
    expect(await accessGroups.listAccessGroupProjects({ idOrName })).toMatchObject({
      projects: [{ projectId, role: "PROJECT_VIEWER", project: { name: "shop" } }],
    });
    const left = await send(handle.sandbox, `POST /v1/access-groups/${idOrName}`, { membersToRemove: [uid] });
    expect(left.body).toMatchObject({ name: "Product", membersCount: 0, projectsCount: 1 });
  });
});

describe("members of a project", () => {
  const role = "PROJECT_VIEWER";

  it("are added by name, listed with both roles, given another role and removed", async () => {
    const { projectMembers } = client(handle.sandbox);
    const add = (wanted: string): Promise<unknown> =>
      projectMembers.addProjectMember({
        idOrName: projectId,
        requestBody: { username: "bruno-costa", role: wanted } as never,
      });
    expect(await add(role)).toEqual({ id: projectId });
    const list = async () => await projectMembers.getProjectMembers({ idOrName: projectId });
    expect(await list()).toMatchObject({ members: [{ username: "bruno-costa", role, teamRole: "DEVELOPER" }] });
    await add("ADMIN");
    const { members } = (await list()) as { members: { uid: string; role: string }[] };
    expect(members.map((each) => each.role)).toEqual(["ADMIN"]);
    await projectMembers.removeProjectMember({ idOrName: projectId, uid: members[0]?.uid ?? "" });
    expect(await list()).toMatchObject({ members: [] });
  });

  it.each([
    ["nobody of the team", { username: "stranger", role }],
    ["two names at once", { username: "bruno-costa", uid: "x", role }],
    ["a role that is none", { username: "bruno-costa", role: "OWNER" }],
  ])("refuses %s", async (_what, body) => {
    const answer = await send(handle.sandbox, `POST /v1/projects/${projectId}/members`, body);
    expect([answer.status, answer.body["error"]]).toMatchObject([400, { code: "bad_request" }]);
  });
});

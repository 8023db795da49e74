import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, send } from "./client.ts";

const handle = withSandbox();
let projectId = "";
let storeId = "";

beforeAll(async () => {
  const { sandbox } = handle;
  const made = await send(sandbox, "POST /v8/projects", { name: "shop" });
  projectId = String(made.body["id"]);
  await send(sandbox, `PATCH /v9/projects/${projectId}`, { skewProtectionMaxAge: 86_400, gitForkProtection: false });
  const variable = { key: "FLAG", value: "on", type: "encrypted", target: ["preview"] };
  await send(sandbox, `POST /v10/projects/${projectId}/env`, variable, "ada-brandt");
  await send(sandbox, `PATCH /v1/projects/${projectId}/crons`, { enabled: false });
  await send(sandbox, `PATCH /v1/projects/${projectId}/crons`, { enabled: false });
  storeId = String((await send(sandbox, "POST /v1/edge-config", { slug: "switches" })).body["id"]);
  const items = [{ operation: "upsert", key: "write-freeze", value: true }];
  await send(sandbox, `PATCH /v1/edge-config/${storeId}/items`, { items });
  const made2 = await send(sandbox, `POST /v1/edge-config/${storeId}/token`, { label: "web" });
  await send(sandbox, `DELETE /v1/edge-config/${storeId}/tokens`, { tokens: [made2.body["token"]] });
});

describe("the team's activity", () => {
  it("says who changed what, newest first, one entry a field, none for no change", async () => {
    const { events } = await client(handle.sandbox).user.listUserEvents({ limit: 100, withPayload: "true" });
    expect(events.map(({ type }) => type)).toEqual([
      "edge-config-token-deleted",
      "edge-config-token-created",
      "edge-config-items-updated",
      "edge-config-created",
      "project-cron-jobs-toggled",
      "env-variable-add",
      expect.stringMatching(/^project-(?:skew|git-fork)/),
      expect.stringMatching(/^project-(?:skew|git-fork)/),
      "project-created",
    ]);
    const [added] = events.filter(({ type }) => type === "env-variable-add");
    expect(added).toMatchObject({ user: { username: "ada-brandt" }, text: expect.stringContaining("FLAG") as string });
    expect(added?.text).toContain("shop");
    expect(events.find(({ type }) => type === "edge-config-items-updated")?.text).toContain("write-freeze");
  });

  it("is filtered by type, project, person and time, and cut", async () => {
    const { user } = client(handle.sandbox);
    const all = (await user.listUserEvents({ limit: 100 })).events;
    expect((await user.listUserEvents({ types: "env-variable-add,project-created" })).events).toHaveLength(2);
    expect((await user.listUserEvents({ projectIds: projectId })).events).toHaveLength(5);
    const ada = all.find(({ user: who }) => who?.username === "ada-brandt")?.principalId ?? "";
    expect((await user.listUserEvents({ principalId: ada })).events).toHaveLength(1);
    expect((await user.listUserEvents({ limit: 3 })).events).toEqual(all.slice(0, 3));
    const last = all[0]?.createdAt ?? 0;
    expect((await user.listUserEvents({ since: new Date(last + 1).toISOString() })).events).toEqual([]);
    const first = all.at(-1)?.createdAt ?? 0;
    expect((await user.listUserEvents({ until: String(first) })).events).toEqual([]);
  });

  it("tells no secret", async () => {
    const { body } = await send(handle.sandbox, "GET /v3/events?limit=100");
    expect(JSON.stringify(body)).not.toContain('"on"');
  });
});

describe("the team", () => {
  it("has the people and machines as members, with roles by what they may do", async () => {
    const team = String((await send(handle.sandbox, "GET /v2/teams/motion-mavericks")).body["id"]);
    const { members } = await client(handle.sandbox).teams.getTeamMembers({ teamId: team, limit: 100 });
    expect(members.length).toBeGreaterThan(2);
    expect(members.find(({ username }) => username === "pulumi")).toMatchObject({ role: "OWNER", confirmed: true });
    expect((await send(handle.sandbox, "GET /v3/teams/team_none/members")).status).toBe(404);
  });
});

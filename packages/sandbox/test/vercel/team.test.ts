import { request } from "node:http";
import { once } from "node:events";
import { json } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, planned, send } from "./client.ts";

const handle = withSandbox();
let projectId = "";

beforeAll(async () => {
  const made = await send(handle.sandbox, "POST /v8/projects", { name: "shop" });
  projectId = String(made.body["id"]);
});

describe("the firewall", () => {
  it("is as production declares it; every change is a version", async () => {
    const [inputs] = planned("prod", "vercel:index/firewallConfig:FirewallConfig");
    const [rule] = (inputs?.["rules"] as { rules: Record<string, unknown>[] }).rules;
    const { conditionGroups, action, ...rest } = rule as { conditionGroups: unknown; action: unknown };
    const body = {
      firewallEnabled: true,
      managedRules: { ai_bots: { active: true, action: "log" }, bot_protection: { active: true, action: "log" } },
      rules: [{ ...rest, conditionGroup: conditionGroups, action: { mitigate: action } }],
    };
    const at = "/v1/security/firewall/config";
    expect((await send(handle.sandbox, `GET ${at}/active?projectId=${projectId}`)).status).toBe(404);
    const put = await send(handle.sandbox, `PUT ${at}?projectId=${projectId}`, body);
    expect(put.body).toMatchObject({ active: { ...body, version: 1 } });
    const change = { action: "managedRules.update", id: "ai_bots", value: { active: false } };
    expect((await send(handle.sandbox, `PATCH ${at}?projectId=${projectId}`, change)).status).toBe(200);
    const { body: now } = await send(handle.sandbox, `GET ${at}/active?projectId=${projectId}`);
    expect(now).toMatchObject({ version: 2, managedRules: { ai_bots: { active: false } }, rules: body.rules });
    const id = (now["rules"] as { id: string }[])[0]?.id;
    const remove = { action: "rules.remove", id, value: null };
    expect((await send(handle.sandbox, `PATCH ${at}?projectId=${projectId}`, remove)).status).toBe(200);
    expect((await send(handle.sandbox, `PATCH ${at}?projectId=${projectId}`, remove)).status).toBe(404);
    expect((await send(handle.sandbox, `PATCH ${at}?projectId=${projectId}`, { action: "nothing" })).status).toBe(400);
    expect((await send(handle.sandbox, `PUT ${at}?projectId=prj_none`, { firewallEnabled: false })).status).toBe(404);
    const off = await send(handle.sandbox, `PUT ${at}?projectId=${projectId}`, { firewallEnabled: false });
    expect(off.body).toMatchObject({ active: { firewallEnabled: false, rules: [], version: 4 } });
  });
});

describe("log drains", () => {
  it("are made as declared, read, listed, changed and removed", async () => {
    const [inputs] = planned("prod", "vercel:index/logDrain:LogDrain");
    const { name, sources, environments, deliveryFormat } = inputs ?? {};
    const body = {
      name,
      projects: "some",
      projectIds: [projectId],
      filter: { version: "v2", filter: { type: "basic", log: { sources }, deployment: { environments } } },
      schemas: { log: { version: "v1" } },
      delivery: { type: "http", endpoint: "https://logs.example/in", encoding: deliveryFormat, headers: {} },
      source: { kind: "self-served" },
    };
    const made = await send(handle.sandbox, "POST /v1/drains", body);
    expect(made).toMatchObject({ status: 200, body: { name, projectIds: [projectId], filterV2: body.filter } });
    const id = String(made.body["id"]);
    expect(await client(handle.sandbox).drains.getDrain({ id })).toMatchObject({ id, name });
    expect((await send(handle.sandbox, "GET /v1/drains")).body["drains"]).toHaveLength(1);
    expect((await send(handle.sandbox, `PATCH /v1/drains/${id}`, { name: "other" })).body["name"]).toBe("other");
    const strange = { ...body, projectIds: ["prj_none"] };
    expect((await send(handle.sandbox, "POST /v1/drains", strange)).status).toBe(400);
    expect((await send(handle.sandbox, `DELETE /v1/drains/${id}`)).status).toBe(204);
    expect((await send(handle.sandbox, `GET /v1/drains/${id}`)).status).toBe(404);
  });
});

describe("access groups", () => {
  it("are made, given a project, renamed, and removed", async () => {
    const vercel = client(handle.sandbox);
    const made = await vercel.accessGroups.createAccessGroup({ requestBody: { name: "Product" } });
    const { accessGroupId } = made;
    const at = `/v1/access-groups/${accessGroupId}`;
    const grant = await send(handle.sandbox, `POST ${at}/projects`, { projectId, role: "PROJECT_DEVELOPER" });
    expect(grant.body).toMatchObject({ projectId, role: "PROJECT_DEVELOPER", accessGroupId });
    expect((await send(handle.sandbox, `POST ${at}/projects`, { projectId, role: "ADMIN" })).status).toBe(400);
    const changed = await send(handle.sandbox, `PATCH ${at}/projects/${projectId}`, { role: "PROJECT_VIEWER" });
    expect(changed.body["role"]).toBe("PROJECT_VIEWER");
    expect((await send(handle.sandbox, `GET ${at}/projects/${projectId}`)).body["role"]).toBe("PROJECT_VIEWER");
    expect((await send(handle.sandbox, `PATCH ${at}/projects/${projectId}`, { role: "OWNER" })).status).toBe(400);
    expect((await send(handle.sandbox, `POST ${at}`, { name: "Platform" })).body["name"]).toBe("Platform");
    expect((await send(handle.sandbox, "GET /v1/access-groups/Platform")).body["projectsCount"]).toBe(1);
    expect((await send(handle.sandbox, `DELETE ${at}/projects/${projectId}`)).status).toBe(200);
    expect((await send(handle.sandbox, `DELETE ${at}`)).status).toBe(200);
    expect((await send(handle.sandbox, `GET ${at}`)).status).toBe(404);
  });
});

describe("who and where", () => {
  it("tells whose token it is", async () => {
    const answer = await client(handle.sandbox).user.getAuthUser();
    expect(answer?.user).toMatchObject({ username: "pulumi", limited: true });
  });

  it.each([
    ["api-frameworks.zeit.sh", { slug: "nextjs" }],
    ["dcs.vercel-infra.com", { caps: ["V2_DEPLOYMENT_CREATE"] }],
  ])("answers the validator of the provider at %s without a token", async (host, expected) => {
    const asked = request(handle.sandbox.urls.vercel, { headers: { host } }).end();
    const [response] = (await once(asked, "response")) as [NodeJS.ReadableStream];
    expect(Object.values((await json(response)) as object)).toContainEqual(expected);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, planned, send } from "./client.ts";

const handle = withSandbox();
let id = "";

beforeAll(async () => {
  const [inputs] = planned("prod", "vercel:index/edgeConfig:EdgeConfig");
  const made = await send(handle.sandbox, "POST /v1/edge-config", { slug: inputs?.["name"] });
  expect(made).toMatchObject({ status: 201, body: { slug: inputs?.["name"], itemCount: 0 } });
  id = String(made.body["id"]);
});

/** One change of one item. */
function change(operation: string, key: string, value?: unknown): ReturnType<typeof send> {
  const items = [{ operation, key, ...(value === undefined ? {} : { value }) }];
  return send(handle.sandbox, `PATCH /v1/edge-config/${id}/items`, { items });
}

describe("edge configs", () => {
  it("are read by the client under their newer name, renamed, listed and removed", async () => {
    const vercel = client(handle.sandbox);
    const other = await send(handle.sandbox, "POST /v1/edge-config", { slug: "other", items: { on: true } });
    const otherId = String(other.body["id"]);
    expect(await vercel.globalConfig.getEdgeConfig({ edgeConfigId: otherId })).toMatchObject({
      slug: "other",
      itemCount: 1,
    });
    const renamed = await send(handle.sandbox, `PUT /v1/edge-config/${otherId}`, { slug: "renamed" });
    expect(renamed.body).toMatchObject({ id: otherId, slug: "renamed", itemCount: 1 });
    expect((await send(handle.sandbox, "GET /v1/edge-config")).body).toHaveLength(2);
    await vercel.globalConfig.deleteEdgeConfig({ edgeConfigId: otherId });
    expect((await send(handle.sandbox, `GET /v1/edge-config/${otherId}`)).status).toBe(404);
  });

  it("hold the switches that production declares", async () => {
    const switches = planned("prod", "vercel:index/edgeConfigItem:EdgeConfigItem");
    const digest = (await send(handle.sandbox, `GET /v1/edge-config/${id}`)).body["digest"];
    for (const { key, valueJson } of switches) {
      expect((await change("upsert", String(key), valueJson)).body).toEqual({ status: "ok" });
      const read = await send(handle.sandbox, `GET /v1/edge-config/${id}/item/${String(key)}`);
      expect(read.body).toMatchObject({ key, value: valueJson, edgeConfigId: id });
    }
    const keys = new Set(switches.map(({ key }) => key));
    expect(await client(handle.sandbox).globalConfig.getEdgeConfigItems({ edgeConfigId: id })).toHaveLength(keys.size);
    const now = await send(handle.sandbox, `GET /v1/edge-config/${id}`);
    expect(now.body["itemCount"]).toBe(keys.size);
    expect(now.body["digest"]).not.toBe(digest);
  });

  it("change items all or none, and answer 204 for one that is not there", async () => {
    expect((await change("create", "fresh", { deep: [1] })).status).toBe(200);
    expect((await change("create", "fresh", 2)).status).toBe(409);
    expect((await change("update", "fresh", null)).status).toBe(200);
    const items = [
      { operation: "delete", key: "fresh" },
      { operation: "delete", key: "never" },
    ];
    expect((await send(handle.sandbox, `PATCH /v1/edge-config/${id}/items`, { items })).status).toBe(404);
    const kept = await send(handle.sandbox, `GET /v1/edge-config/${id}/item/fresh`);
    expect(kept.body).toMatchObject({ key: "fresh", value: null });
    expect((await change("delete", "fresh")).status).toBe(200);
    expect((await send(handle.sandbox, `GET /v1/edge-config/${id}/item/fresh`)).status).toBe(204);
    expect((await change("upsert", "a b", 1)).status).toBe(400);
    expect((await change("toggle", "a", 1)).status).toBe(400);
  });

  it("have tokens, which no log shows", async () => {
    const [inputs] = planned("prod", "vercel:index/edgeConfigToken:EdgeConfigToken");
    const label = String(inputs?.["label"]);
    const made = await send(handle.sandbox, `POST /v1/edge-config/${id}/token`, { label });
    const token = String(made.body["token"]);
    const read = await send(handle.sandbox, `GET /v1/edge-config/${id}/token/${token}`);
    expect(read.body).toMatchObject({ token, label, id: made.body["id"], edgeConfigId: id });
    expect(JSON.stringify(handle.sandbox.requests("vercel"))).not.toContain(token);
    expect((await send(handle.sandbox, `GET /v1/edge-config/${id}/token/${token}`, undefined, "drift")).status).toBe(
      403,
    );
    expect((await send(handle.sandbox, `POST /v1/edge-config/${id}/token`, { label: "x".repeat(53) })).status).toBe(
      400,
    );
    const gone = await send(handle.sandbox, `DELETE /v1/edge-config/${id}/tokens`, { tokens: [token] });
    expect(gone.status).toBe(204);
    expect((await send(handle.sandbox, `GET /v1/edge-config/${id}/token/${token}`)).status).toBe(404);
  });

  it.each([
    ["a slug with a space", { slug: "a b" }, 400],
    ["a slug that is taken", { slug: "bridge-api-prod" }, 409],
    ["an unknown field", { slug: "a", colour: "red" }, 400],
  ])("are refused with %s", async (_what, body, status) => {
    expect((await send(handle.sandbox, "POST /v1/edge-config", body)).status).toBe(status);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, planned, send } from "./client.ts";

const handle = withSandbox();
const at = "/v10/projects/shop/env";

beforeAll(async () => {
  await send(handle.sandbox, "POST /v8/projects", { name: "shop" });
});

/** Makes a variable and gives it. */
async function make(body: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const { status, body: answer } = await send(handle.sandbox, `POST ${at}`, body);
  expect([status, answer["failed"]]).toEqual([201, []]);
  return answer["created"] as Readonly<Record<string, unknown>>;
}

describe("environment variables", () => {
  it("are made one by one as production declares them; sensitive values never come back", async () => {
    const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
    const inputs = planned("prod", type).filter(({ projectId }) => String(projectId).includes("web-prod"));
    expect(inputs.length).toBeGreaterThan(3);
    for (const { key, targets, sensitive, comment } of inputs) {
      const kind = sensitive === false ? "encrypted" : "sensitive";
      const made = await make({ key, value: "open-sesame", type: kind, target: targets, comment });
      const read = await send(handle.sandbox, `GET ${at}/${String(made["id"])}`);
      expect(read.body).toMatchObject({ key, target: targets, type: kind, comment, decrypted: kind === "encrypted" });
      expect(read.body["value"]).toBe(kind === "encrypted" ? "open-sesame" : "");
    }
    const list = await send(handle.sandbox, "GET /v8/projects/shop/env?decrypt=true&limit=100");
    const listed = (list.body["envs"] as { key: string }[]).map(({ key }) => key);
    expect(listed).toEqual(expect.arrayContaining(inputs.map(({ key }) => key)));
  });

  it("are encrypted in lists unless decrypted ones are asked for", async () => {
    const made = await make({ key: "OPEN", value: "hello", type: "encrypted", target: ["preview"], gitBranch: "x" });
    const valueIn = async (query: string): Promise<unknown> => {
      const { body } = await send(handle.sandbox, `GET ${at}?limit=100${query}`);
      return (body["envs"] as { id: string; value: string }[]).find(({ id }) => id === made["id"])?.value;
    };
    expect(await valueIn("&decrypt=true")).toBe("hello");
    expect(await valueIn("")).not.toBe("hello");
    const one = await client(handle.sandbox).projects.getProjectEnv({ idOrName: "shop", id: String(made["id"]) });
    expect(one).toMatchObject({ key: "OPEN" });
  });

  it("change in every field, and go", async () => {
    const id = String((await make({ key: "A", value: "1", type: "encrypted", target: ["production"] }))["id"]);
    const change = { value: "2", target: ["production", "preview"], type: "encrypted", comment: "new", gitBranch: "y" };
    expect((await send(handle.sandbox, `PATCH ${at}/${id}`, change)).body).toMatchObject({ id, comment: "new" });
    expect((await send(handle.sandbox, `GET ${at}/${id}`)).body).toMatchObject(change);
    expect((await send(handle.sandbox, `DELETE /v8/projects/shop/env/${id}`)).status).toBe(200);
    expect((await send(handle.sandbox, `GET ${at}/${id}`)).status).toBe(404);
  });

  it("conflict with one of the same name, branch and target; the provider is told which", async () => {
    const body = { key: "TWICE", value: "1", type: "encrypted", target: ["production", "preview"] };
    await make(body);
    const again = await send(handle.sandbox, `POST ${at}`, { ...body, target: ["preview"] });
    expect(again).toMatchObject({
      status: 400,
      body: { error: { code: "ENV_CONFLICT", envVarKey: "TWICE", target: ["preview"] } },
    });
    await make({ ...body, target: ["preview"], gitBranch: "other" });
    await make({ ...body, target: ["development"] });
    expect((await send(handle.sandbox, `POST ${at}?upsert=true`, { ...body, value: "3" })).status).toBe(201);
  });

  it("are made in bulk: what can be made is, the rest is told", async () => {
    const one = { value: "1", type: "plain", target: ["production"] };
    const both = await send(handle.sandbox, `POST ${at}`, [
      { ...one, key: "B1" },
      { ...one, key: "B2" },
    ]);
    expect(both.body).toMatchObject({ created: [{ key: "B1", value: "1" }, { key: "B2" }], failed: [] });
    const some = await send(handle.sandbox, `POST ${at}`, [
      { ...one, key: "B1" },
      { ...one, key: "B3" },
    ]);
    expect(some).toMatchObject({
      status: 201,
      body: { created: [{ key: "B3" }], failed: [{ error: { code: "ENV_CONFLICT", envVarKey: "B1" } }] },
    });
    const none = await send(handle.sandbox, `POST ${at}`, [
      { ...one, key: "B1" },
      { ...one, key: "B2" },
    ]);
    expect(none.status).toBe(400);
    expect(none.body["failed"]).toHaveLength(2);
  });

  it.each([
    ["no target", { key: "N", value: "1", type: "plain" }],
    ["a sensitive one for development", { key: "N", value: "1", type: "sensitive", target: ["development"] }],
    ["a name with a dash", { key: "A-B", value: "1", type: "plain", target: ["preview"] }],
    ["an unknown type", { key: "N", value: "1", type: "open", target: ["preview"] }],
    ["an unknown target", { key: "N", value: "1", type: "plain", target: ["prod"] }],
    ["a branch without preview", { key: "N", value: "1", type: "plain", target: ["production"], gitBranch: "x" }],
    ["no value", { key: "N", type: "plain", target: ["preview"] }],
  ])("are refused with %s", async (_what, body) => {
    expect((await send(handle.sandbox, `POST ${at}`, body)).status).toBe(400);
  });

  it("cannot lose their sensitivity, and need rights", async () => {
    const id = String((await make({ key: "S", value: "1", type: "sensitive", target: ["production"] }))["id"]);
    expect((await send(handle.sandbox, `PATCH ${at}/${id}`, { type: "plain" })).status).toBe(400);
    expect((await send(handle.sandbox, `PATCH ${at}/${id}`, { value: "2" }, "drift")).status).toBe(403);
    expect((await send(handle.sandbox, `PATCH ${at}/${id}`, { value: "2" })).status).toBe(200);
  });
});

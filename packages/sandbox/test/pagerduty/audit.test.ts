/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call --
   bodies of the official client are any: the contract check judges them */
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";

const handle = withSandbox();
let client: Client;
let team: { readonly id: string };
let user: { readonly id: string };

beforeAll(async () => {
  client = new Client(handle.sandbox);
  team = await client.make("/teams", "team", { name: "Platform" });
  user = await client.make("/users", "user", { name: "Ada", email: "ada@motion-mavericks.example" });
  await client.change(`/teams/${team.id}`, "team", { name: "Platform", description: "Owns it" });
  await client.change(`/users/${user.id}`, "user", { name: "Ada", email: "ada.brandt@motion-mavericks.example" });
  await client.call("put", `/teams/${team.id}/users/${user.id}`, { role: "manager" });
  const method = { type: "phone_contact_method", address: "15112345678", country_code: 49, label: "Work" };
  const made = await client.make(`/users/${user.id}/contact_methods`, "contact_method", method);
  await client.call("delete", `/users/${user.id}/contact_methods/${String(made.id)}`);
  const from = "ada.brandt@motion-mavericks.example";
  await client.call("put", `/teams/${team.id}`, { team: { name: "P" } }, { from });
});

async function records(query = "", path = "/audit/records"): Promise<readonly Record<string, unknown>[]> {
  return (await client.call("get", `${path}?${query}`)).data.records;
}

describe("the audit trail", () => {
  it("tells who did what, newest first, with what changed", async () => {
    const all = await records();
    expect(all.map(({ action }) => action)).toEqual([
      "update",
      "delete",
      "create",
      "create",
      "update",
      "update",
      "create",
      "create",
    ]);
    expect(all[1]).toMatchObject({
      actors: [{ id: "pulumi", type: "api_key_reference" }],
      method: { type: "api_token" },
      root_resource: { id: user.id, type: "user_reference" },
      details: { resource: { type: "contact_method_reference", summary: "Work" } },
    });
    const [, ofTeam] = await records("actions[]=update", `/teams/${team.id}/audit/records`);
    expect(ofTeam).toMatchObject({ details: { fields: [{ name: "description" }] } });
  });

  it("does not show addresses", async () => {
    const text = JSON.stringify(await records());
    expect(text).toContain('"name":"email"');
    expect(text).not.toMatch(/ada\.brandt@|15112345678/);
  });

  it("is limited to kinds, actors, time and one thing; cursors lead through it", async () => {
    expect(await records("root_resource_types[]=teams")).toHaveLength(4);
    expect(await records("actor_id=nobody")).toEqual([]);
    expect(await records("", `/users/${user.id}/audit/records`)).toHaveLength(4);
    expect(await records("since=2020-01-01T00:00:00Z&until=2020-01-20T00:00:00Z")).toEqual([]);
    const found: unknown[] = [];
    let cursor = "";
    do {
      const { data } = await client.call("get", `/audit/records?limit=3&cursor=${cursor}`.replace(/&cursor=$/, ""));
      found.push(...data.records.map(({ id }: { id: string }) => id));
      cursor = data.next_cursor ?? "";
    } while (cursor !== "");
    expect(new Set(found).size).toBe(8);
  });

  it("names the person who is named in From", async () => {
    expect((await records("limit=1"))[0]).toMatchObject({ actors: [{ id: user.id, type: "user_reference" }] });
  });

  it.each([
    ["a range of more than 31 days", "/audit/records?since=2020-01-01T00:00:00Z", 400],
    ["a moment that is none", "/audit/records?since=yesterday", 400],
    ["a cursor that is none", "/audit/records?cursor=%21%21", 400],
    ["a thing that is not there", "/services/PNONE/audit/records", 404],
  ])("refuses %s", async (_what, path, status) => {
    expect((await client.call("get", path)).status).toBe(status);
  });
});

import { describe, expect, it } from "vitest";
import { client } from "../github/client.ts";
import { withSandbox } from "../helpers/sandbox.ts";

const handle = withSandbox();

async function ask(
  method: string,
  path: string,
  body?: unknown,
  token = handle.sandbox.adminToken,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${handle.sandbox.control}/__sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

describe("the control interface", () => {
  it("lets nobody in without its token, vendors' tokens included", async () => {
    expect((await ask("GET", "status", undefined, "wrong")).status).toBe(401);
    expect((await ask("POST", "reset", undefined, handle.sandbox.tokens.github["pulumi"]?.token)).status).toBe(401);
  });

  it("says where everything is", async () => {
    const { body } = await ask("GET", "status");
    expect(body).toMatchObject({
      urls: handle.sandbox.urls,
      control: handle.sandbox.control,
      clock: { mode: "running" },
    });
  });

  it("moves, pauses and continues the clock", async () => {
    const set = await ask("POST", "clock", { set: "2026-10-25T02:30:00+02:00" });
    expect(set.body).toMatchObject({ now: expect.stringMatching(/^2026-10-25T00:30:0\d/) as unknown });
    await ask("POST", "clock", { mode: "paused" });
    const before = (await ask("GET", "clock")).body as { now: string };
    await ask("POST", "clock", { advanceMilliseconds: 60_000 });
    const after = (await ask("GET", "clock")).body as { now: string };
    expect(Date.parse(after.now) - Date.parse(before.now)).toBe(60_000);
    expect((await ask("POST", "clock", { mode: "running" })).body).toMatchObject({ mode: "running" });
  });

  it("takes, lists and restores snapshots, and resets", async () => {
    await ask("POST", "snapshot", { name: "empty" });
    await client(handle.sandbox).repos.createInOrg({ org: "motion-mavericks", name: "web" });
    expect((await ask("GET", "snapshots")).body).toMatchObject([{ name: "empty" }]);
    await ask("POST", "restore", { name: "empty" });
    expect((await client(handle.sandbox).repos.listForOrg({ org: "motion-mavericks" })).data).toEqual([]);
    await client(handle.sandbox).repos.createInOrg({ org: "motion-mavericks", name: "web" });
    expect((await ask("POST", "reset")).body).toMatchObject({ requests: expect.any(Number) as unknown });
    expect((await client(handle.sandbox).repos.listForOrg({ org: "motion-mavericks" })).data).toEqual([]);
  });

  it.each([
    ["a body that is no JSON", "clock", "{"],
    ["a move backwards by advance", "clock", { advanceMilliseconds: -1 }],
    ["a time that is none", "clock", { set: "tomorrow" }],
    ["a snapshot that is not there", "restore", { name: "never" }],
  ])("refuses %s with 400 and a reason", async (_what, path, body) => {
    const answer = await ask("POST", path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/\w{3}/) as unknown } });
  });

  it("lists requests without any secret", async () => {
    await client(handle.sandbox).users.getAuthenticated();
    const { body } = await ask("GET", "requests?vendor=github");
    expect((body as unknown[]).at(-1)).toMatchObject({
      method: "GET",
      path: "/user",
      route: "/user",
      status: 200,
      holder: "pulumi",
    });
    expect(JSON.stringify(body)).not.toContain(handle.sandbox.tokens.github["pulumi"]?.token);
  });
});

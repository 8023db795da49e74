import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rm } from "node:fs/promises";
import { startSandbox, type Sandbox } from "../../src/index.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { headersOf } from "../helpers/headers.ts";
import { seed } from "../helpers/seed.ts";

let folder = "";
let sandbox: Sandbox;
beforeEach(async () => {
  folder = await newFolder();
  sandbox = await startSandbox({ folder, seed });
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

describe("a request that meets no route", () => {
  it.each([
    ["github", 404, { message: "Not Found" }],
    ["vercel", 404, { error: { code: "not_found" } }],
    ["neon", 404, { message: "this route does not exist" }],
    ["pagerduty", 400, { error: { code: 2001 } }],
    ["datadog", 404, { errors: ["Not found"] }],
  ] as const)("is answered by %s in its own words and recorded", async (vendor, status, body) => {
    const answer = await fetch(`${sandbox.urls[vendor]}/no/such/thing?secret=1`, {
      method: "PUT",
      headers: headersOf(sandbox, vendor),
    });
    expect([answer.status, await answer.json()]).toMatchObject([status, body]);
    expect(sandbox.unrouted()).toMatchObject([
      { vendor, method: "PUT", path: "/no/such/thing", route: null, status, holder: "pulumi" },
    ]);
  });

  it("is not recorded as a gap twice, and is forgotten by reset", async () => {
    await fetch(`${sandbox.urls.github}/no`, { headers: headersOf(sandbox, "github") });
    expect(sandbox.unrouted()).toHaveLength(1);
    sandbox.reset();
    expect(sandbox.unrouted()).toEqual([]);
  });
});

describe("limits of calls", () => {
  it("are refused where they are enforced, until the window ends on the sandbox's clock", async () => {
    await sandbox.close();
    sandbox = await startSandbox({ folder, seed, enforceRateLimits: true });
    const ask = (): Promise<Response> =>
      fetch(`${sandbox.urls.pagerduty}/abilities`, { headers: headersOf(sandbox, "pagerduty") });
    const statuses = await Promise.all(Array.from({ length: 961 }, async () => (await ask()).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    const refused = await ask();
    expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 2020 } }]);
    sandbox.clock.advance(60_000);
    expect((await ask()).status).toBe(200);
  });
});

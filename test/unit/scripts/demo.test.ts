/** The demonstration tells what it expected and what came, and ends when it is told to. (issue 7, done when) */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { vendorIds } from "@launchgate/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SandboxConnection } from "../../../packages/cli/src/sandbox/connection.ts";
import { DemoError } from "../../../scripts/demo/child.ts";
import { isShare } from "../../../scripts/demo/ramp.ts";
import { Vendors } from "../../../scripts/demo/vendors.ts";

let server: Server;
const asked: { line: string; headers: Readonly<Record<string, unknown>> }[] = [];

beforeAll(async () => {
  server = createServer((incoming, response) => {
    const [line, headers] = [`${incoming.method ?? ""} ${incoming.url ?? ""}`, incoming.headers];
    asked.push({ line, headers });
    const isRefused = line.includes("refused");
    response
      .writeHead(isRefused ? 409 : 200)
      .end(JSON.stringify(isRefused ? { error: "no" } : { count: asked.length }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

const apps = { trafficPort: 1, postgresPort: 2, noPostgres: null };

/** A connection of which every vendor leads to the server of this file. */
function connection(more: Pick<SandboxConnection, "apps"> = { apps }): SandboxConnection {
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const each = <T>(value: T): Record<(typeof vendorIds)[number], T> =>
    Object.fromEntries(vendorIds.map((vendor) => [vendor, value])) as Record<(typeof vendorIds)[number], T>;
  return {
    ...{ version: 1, pid: 1, startedAt: "2026-11-21T10:00:00Z", caFile: "ca.pem" },
    ...{ urls: each(url), control: url, adminToken: "admin", ...more },
    tokens: each({ release: { token: "t", apiKey: "k" } }),
    accounts: { vercelTeam: "team", neonOrganization: "org" },
  };
}

describe("a share of visitors", () => {
  it.each([
    [0, 200, 0, true],
    [0, 200, 1, false],
    [10, 200, 20, true],
    [10, 200, 41, true],
    [10, 200, 42, false],
    [10, 200, 0, true],
    [10, 400, 9, false],
    [50, 200, 136, false],
    [100, 200, 200, true],
    [100, 200, 199, false],
  ])("of %i %% of %i may be %i: %s", (percent, requests, canary, may) => {
    expect(isShare({ percent, requests, canary })).toBe(may);
  });
});

describe("a vendor", () => {
  it.each([
    ["github", { authorization: "Bearer t" }],
    ["vercel", { authorization: "Bearer t" }],
    ["neon", { authorization: "Bearer t" }],
    ["pagerduty", { authorization: "Token token=t" }],
    ["datadog", { "dd-api-key": "k", "dd-application-key": "t" }],
  ] as const)("is asked as %s wants it", async (vendor, headers) => {
    const vendors = new Vendors(connection(), new AbortController().signal);
    await vendors.ask(vendor, "GET /things", z.object({ count: z.number() }));
    expect(asked.at(-1)).toMatchObject({ line: "GET /things", headers });
  });

  it.each([
    ["refuses", "POST /refused", '409 {"error":"no"}'],
    ["answers in another form", "GET /things", "another form"],
  ])("that %s ends the demonstration with its words", async (_, line, words) => {
    const vendors = new Vendors(connection(), new AbortController().signal);
    const failed = vendors.ask("neon", line, z.object({ name: z.string() }));
    await expect(failed).rejects.toThrow(`Expected a good answer of neon to ${line}, came: ${words}`);
    await expect(failed).rejects.toBeInstanceOf(DemoError);
  });

  it("that never tells what is expected ends it too, and what was expected is said", async () => {
    const vendors = new Vendors(connection(), new AbortController().signal);
    const never = vendors.until("the moon is blue", 0, () => Promise.resolve(undefined));
    await expect(never).rejects.toThrow("Expected within 0 s: the moon is blue.");
  });

  it("is asked no more when the demonstration is to end", async () => {
    const halt = new AbortController();
    const vendors = new Vendors(connection(), halt.signal);
    const looks: number[] = [];
    const endless = vendors.until("nothing", 600, () => {
      looks.push(looks.length);
      if (looks.length === 2) halt.abort(new DemoError("Stopped on request.", 3));
      return Promise.resolve(undefined);
    });
    await expect(endless).rejects.toMatchObject({ message: "Stopped on request.", exitCode: 3 });
    expect(looks).toEqual([0, 1]);
    await expect(vendors.ask("neon", "GET /things", z.unknown())).rejects.toMatchObject({ exitCode: 3 });
    await expect(vendors.pass(1)).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe("a sandbox", () => {
  it.each([
    ["started without databases", {}, "The sandbox was started without."],
    ["where Postgres cannot run", { apps: { ...apps, noPostgres: "There is no Postgres." } }, "There is no Postgres."],
    ["with databases", { apps }, null],
  ])("%s says so", (_, given, words) => {
    expect(new Vendors(connection(given), new AbortController().signal).noDatabases).toBe(words);
  });
});

/** Real servers behind the sandbox's Vercel, by command: releases that are built, visitors, what is refused. (D1, T1, B5) */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SandboxFolder, type Answered } from "./sandbox-folder.ts";

interface Told {
  readonly apps: {
    readonly trafficPort: number;
    readonly postgresPort: number | null;
    readonly noPostgres: string | null;
  };
  readonly id: string;
  readonly state: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly file: string;
  readonly versions: readonly { readonly version: string; readonly requests: number; readonly good: number }[];
  readonly events: readonly { readonly text: string }[];
  readonly error: { readonly code: string; readonly fix: string };
}

const folder = new SandboxFolder();
const json = (...args: string[]): Promise<Answered<Told>> => folder.json(...args);

beforeAll(async () => {
  await json("start", "--apps");
  const made = await folder.ask("vercel", "POST", "/v11/projects", { name: "web-pilot" });
  expect(made.status).toBe(200);
});
afterAll(async () => {
  await json("stop");
  folder.remove();
});

it("says where applications and databases listen, or why there are no databases", async () => {
  const { data } = await json("status");
  expect(data.apps.trafficPort).toBeGreaterThan(0);
  expect([typeof data.apps.postgresPort, typeof data.apps.noPostgres].sort()).toEqual(
    data.apps.postgresPort === null ? ["object", "string"] : ["number", "object"],
  );
  const again = await json("start", "--apps");
  expect(again.data.apps).toEqual(data.apps);
});

it("builds a release, sends visitors to it, and counts no write that nobody stored", async () => {
  const built = await json("deploy", "--project", "web-pilot", "--release", "1.0.0");
  expect(built).toMatchObject({ exitCode: 0, data: { state: "READY", id: expect.stringMatching(/^dpl_/) as string } });
  const traffic = await json("traffic", "--project", "web-pilot", "--rps", "20", "--for", "2s", "--writes", "0.25");
  expect(traffic).toMatchObject({ exitCode: 0, data: { sent: 40, acknowledged: 0 } });
  expect(traffic.data.versions).toEqual([
    // Without a database each write is refused, honestly.
    { version: "1.0.0", requests: 40, good: 30, p50: expect.any(Number) as number, p95: expect.any(Number) as number },
  ]);
  expect(readFileSync(traffic.data.file.replace("<folder>", folder.root), "utf8")).toBe("");
  const { events } = (await json("events")).data;
  expect(events.map(({ text }) => text).join("\n")).toContain("web-pilot");
});

it("tells of a build that fails, and leaves the old release where it is", async () => {
  await json("deploy", "--project", "web-pilot", "--release", "1.0.0");
  const broken = await json("deploy", "--project", "web-pilot", "--release", "1.1.0", "--behaviour", "fails-to-build");
  expect(broken).toMatchObject({ exitCode: 4, data: { state: "ERROR" } });
  const traffic = await json("traffic", "--project", "web-pilot", "--rps", "5", "--for", "1s", "--writes", "0");
  expect(traffic.data.versions).toMatchObject([{ version: "1.0.0", requests: 5, good: 5 }]);
});

it.each([
  ["a project that is not there", ["deploy", "--project", "web-nowhere", "--release", "1"], "launchgate up"],
  ["more than ten minutes", ["traffic", "--project", "web-pilot", "--for", "11m"], "shorter"],
  ["an application that nobody knows", ["traffic", "--project", "shop-pilot"], "--application"],
])("refuses %s", async (_, args, fix) => {
  expect(await json(...args)).toMatchObject({
    exitCode: 2,
    data: { error: { fix: expect.stringContaining(fix) as string } },
  });
});

it("says how to start it where it runs without applications", async () => {
  const other = new SandboxFolder();
  try {
    await other.json("start");
    const runs: string[][] = [
      ["start", "--apps"],
      ["deploy", "--project", "web-pilot", "--release", "1"],
      ["traffic", "--project", "web-pilot"],
    ];
    for (const args of runs) {
      const { exitCode, data } = await other.json<Told>(...args);
      expect([args, exitCode, data.error]).toEqual([
        args,
        2,
        expect.objectContaining({
          code: "sandbox.runs-without-apps",
          fix: expect.stringContaining("--apps") as string,
        }),
      ]);
    }
  } finally {
    await other.json("stop");
    other.remove();
  }
});

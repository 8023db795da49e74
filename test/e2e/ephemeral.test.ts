/** Throw-away stacks with the real engine: made, listed, expired, swept, and swept after a crash at any point. (D1, D2) */
import { existsSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { engineAbsent } from "./helpers/engine-world.ts";
import { killTree, SandboxWorld } from "./helpers/sandbox-world.ts";

interface Listed {
  readonly stacks: readonly {
    readonly name: string;
    readonly target: string;
    readonly expired: boolean;
    readonly resources: number;
  }[];
}
interface Swept {
  readonly removed: readonly {
    readonly stack: string;
    readonly before: Readonly<Record<string, number>>;
    readonly after: Readonly<Record<string, number>>;
    readonly orphans: readonly { readonly name: string }[];
  }[];
  readonly failed: readonly { readonly stack: string; readonly code: string }[];
  readonly kept: readonly { readonly stack: string }[];
}

const absent = engineAbsent();
let world: SandboxWorld;
const create = (name: string, ttl = "2h"): string[] => [
  ...["stack", "create", "--from", "staging", "--name", name],
  ...["--ttl", ttl, "--target", "sandbox"],
];
const later = (span: string): Promise<unknown> => world.json(["sandbox", "clock", "advance", span], 0, []);
const sweep = (exitCode = 0): Promise<Swept> => world.json<Swept>(["stack", "sweep"], exitCode);
const known = async (): Promise<Listed["stacks"]> => (await world.json<Listed>(["stack", "list"])).stacks;
const makeProject = async (name: string): Promise<void> => {
  const project = { name, org_id: world.connection.accounts.neonOrganization };
  expect((await world.vendor("neon", "POST", "/api/v2/projects", { project })).status).toBe(201);
};
const none = { github: 0, vercel: 0, neon: 0, pagerduty: 0, datadog: 0 };

beforeAll(async () => {
  if (absent !== undefined) return;
  world = await SandboxWorld.open(["neon"]);
  // A weekday morning: production, and with it the shared stack, is open.
  await world.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"], 0, []);
  await world.json(["up", "--stack", "shared", "--target", "sandbox"]);
  await makeProject("web-prod");
  await world.json(["sandbox", "snapshot", "--name", "clean"], 0, []);
});
beforeEach(async () => {
  if (absent === undefined) await world.json(["sandbox", "restore", "--name", "clean"], 0, []);
});
afterAll(async () => {
  if (absent === undefined) await world.close();
});

/** Nothing of any throw-away stack is left: at the vendor, in the backend, in the folder. What is not theirs is. */
async function nothingLeft(): Promise<void> {
  expect(await world.neonProjects()).toEqual(["web-prod"]);
  expect(await known()).toEqual([]);
  const stacks = readdirSync(path.join(world.root, ".launchgate/state/.pulumi/stacks/launchgate"));
  // Beside each state the engine keeps a copy, `.json.bak`, of the last one.
  expect(stacks.filter((name) => /^drill-.*\.json$/.test(name))).toEqual([]);
  // Made with the first throw-away stack: tests come in any order.
  const records = path.join(world.root, ".launchgate/ephemeral");
  expect(existsSync(records) ? readdirSync(records) : []).toEqual([]);
}

test("made with its expiry, listed, kept while it lives, removed by the sweep of another clone once its time is up", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const made = await world.json<{ expiresAt: string; target: string }>(create("drill-a"));
  expect(made).toMatchObject({ target: "sandbox", expiresAt: expect.stringMatching(/^2026-11-23T10:/) });
  expect(await world.neonProjects()).toEqual(["bridge-api-drill-a", "web-drill-a", "web-prod"]);
  expect(await known()).toMatchObject([{ name: "drill-a", target: "sandbox", expired: false }]);
  const preview = await world.json<{ steps: unknown[] }>(["preview", "--stack", "drill-a"]);
  expect(preview.steps).toEqual([]);
  expect(await sweep()).toMatchObject({ removed: [], failed: [], kept: [{ stack: "drill-a" }] });

  // Another clone knows only what stands with the stack in the backend.
  rmSync(path.join(world.root, ".launchgate/ephemeral"), { recursive: true });
  await later("3h");
  expect(await known()).toMatchObject([{ name: "drill-a", expired: true }]);
  const swept = await sweep();
  expect(swept.removed).toMatchObject([{ stack: "drill-a", after: none, orphans: [] }]);
  expect(swept.removed[0]?.before).toMatchObject({ neon: 10 });
  await nothingLeft();
  expect(await sweep()).toEqual({ removed: [], failed: [], kept: [] });
});

test("killed in the middle of its creation: lock and half-made objects go, those that no state knows as well", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const running = world.start(create("drill-b"));
  await world.asked(/^neon POST \/api\/v2\/projects$/, (await world.requests()).length);
  killTree(running.child.pid ?? 0);
  await running.ended;
  expect((await world.neonProjects()).length).toBeGreaterThan(1);
  await makeProject("bridge-api-drill-b");
  await later("3h");
  const swept = await sweep();
  expect(swept.failed).toEqual([]);
  expect(swept.removed).toMatchObject([{ stack: "drill-b", after: none }]);
  expect(swept.removed[0]?.orphans.map(({ name }) => name)).toContain("bridge-api-drill-b");
  await nothingLeft();
});

test("killed in the middle of its removal: the next sweep finishes it", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  await world.json(create("drill-c"));
  await later("3h");
  const running = world.start(["stack", "sweep"]);
  await world.asked(/^neon DELETE /, (await world.requests()).length);
  killTree(running.child.pid ?? 0);
  await running.ended;
  expect((await sweep()).removed).toMatchObject([{ stack: "drill-c", after: none }]);
  await nothingLeft();
});

test("with half a state, as a machine leaves it that stops in the middle of writing", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  await world.json(create("drill-g"));
  const state = path.join(world.root, ".launchgate/state/.pulumi/stacks/launchgate/drill-g.json");
  truncateSync(state, Math.floor(statSync(state).size / 2));
  await later("3h");
  expect(await known()).toMatchObject([{ name: "drill-g", expired: true, resources: 0 }]);
  const swept = await sweep();
  expect(swept.failed).toEqual([]);
  expect(swept.removed).toMatchObject([{ stack: "drill-g", after: none }]);
  await nothingLeft();
});

test("begun and never made: only this clone knows of it, and forgets it", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const definition = { version: 1, name: "drill-d", from: "staging", createdAt: "2026-11-20T10:00:00.000Z" };
  world.folder.write(
    ".launchgate/ephemeral/drill-d.json",
    JSON.stringify({ ...definition, expiresAt: "2026-11-20T12:00:00.000Z" }),
  );
  expect((await sweep()).removed).toMatchObject([{ stack: "drill-d", after: none }]);
  await nothingLeft();
});

test("made again before its time is up it goes on and lives longer; destroyed by name it is gone at once", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const first = await world.json<{ expiresAt: string }>(create("drill-e", "10m"));
  const second = await world.json<{ expiresAt: string; changes: { create: number } }>(create("drill-e", "2h"));
  expect(Date.parse(second.expiresAt) - Date.parse(first.expiresAt)).toBeGreaterThan(6_000_000);
  expect(second.changes.create).toBe(0);
  const gone = await world.json<{ after: object }>(["stack", "destroy", "--name", "drill-e"]);
  expect(gone.after).toEqual(none);
  await nothingLeft();
});

test.each([
  ["a stack of the model", ["stack", "destroy", "--name", "dev"], "engine.not-ephemeral"],
  ["an unknown one", ["stack", "destroy", "--name", "drill-z"], "stack.unknown"],
  ["a name of the model", create("prod"), "stack.name-taken"],
  ["a name that another stack's objects have", create("prod-tickets"), "stack.name-taken"],
  ["too short a life", create("drill-f", "1m"), "stack.ttl"],
  ["too long a life", create("drill-f", "8d"), "stack.ttl"],
  ["no stage to make it after", ["stack", "create", "--from", "shared", "--name", "drill-f"], "stack.origin"],
])("refuses %s", async (_what, args, code) => {
  if (absent !== undefined) return;
  const { error } = await world.json<{ error: { code: string; fix: string } }>(args, 2);
  expect(error.code).toBe(code);
  expect(error.fix).not.toBe("");
  await nothingLeft();
});

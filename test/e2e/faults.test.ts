/** Bad input and faults: one clear message with the fix each, with what the real engine says. (Issue 6, Bad input and faults; L4) */
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { EngineWorld, engineAbsent, everyDay } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, async (opened) => {
  world = opened;
  // The first command binds the stack.
  expect((await world.run(["preview", "--stack", "drill", "--target", "sandbox"])).exitCode).toBe(0);
  world.mark();
});
beforeEach(() => {
  if (absent === undefined) world.rewind();
});

const preview = ["preview", "--stack", "drill"];
const up = ["up", "--stack", "drill"];

/** Runs a command that must be refused, and gives its error. */
async function refused(
  exitCode: number,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<{ code: string; message: string; fix: string }> {
  const writes = world.server.seen.filter(({ method }) => method !== "get").length;
  const result = await world.json(args, env);
  expect(result.exitCode, JSON.stringify(result.data) + result.stderr).toBe(exitCode);
  expect(result.data.ok).toBe(false);
  expect(`${result.stderr}${JSON.stringify(result.data)}`).not.toMatch(/\n\s+at |Error:/);
  expect(world.server.seen.filter(({ method }) => method !== "get")).toHaveLength(writes);
  return result.data.error;
}

const stateFile = (): string => path.join(world.root, ".launchgate/state/.pulumi/stacks/launchgate/drill.json");

function writeLock(lock: object): void {
  const folder = path.join(world.root, ".launchgate/state/.pulumi/locks/organization/launchgate/drill");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "4e2f.json"), JSON.stringify(lock));
}

test("a wrong passphrase, and none", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const wrong = await refused(2, up, { PULUMI_CONFIG_PASSPHRASE: "another one" });
  expect(wrong.code).toBe("engine.passphrase-wrong");
  expect(wrong.fix).toContain("PULUMI_CONFIG_PASSPHRASE");
  const none = await refused(2, up, { PULUMI_CONFIG_PASSPHRASE: undefined });
  expect(none.code).toBe("engine.passphrase-missing");
});

test("no engine", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const error = await refused(2, preview, { LAUNCHGATE_PULUMI_ROOT: path.join(world.home, "nowhere") });
  expect(error.code).toBe("engine.missing");
  expect(error.fix).toContain("launchgate engine install");
});

test("a backend that is not there", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const error = await refused(2, preview, { PULUMI_BACKEND_URL: `file://${path.join(world.home, "nowhere")}` });
  expect(error.code).toBe("engine.backend-unreachable");
  expect(error.message).toContain("nowhere");
});

test("a lock of a process that is gone is removed by command; one of a living process, or of another machine, must be accepted", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const lock = { username: "ada", timestamp: "2026-11-21T10:00:00Z" };
  writeLock({ ...lock, pid: 4_194_303, hostname: hostname() });
  const locked = await refused(4, up);
  expect(locked.code).toBe("engine.locked");
  expect(locked.message).toMatch(/ada began on .* at 2026-11-21T10:00:00Z \(process 4194303\)/);
  expect((await world.json(["state", "unlock", "--stack", "drill"])).exitCode).toBe(0);

  writeLock({ ...lock, pid: process.pid, hostname: hostname() });
  const held = await refused(4, ["state", "unlock", "--stack", "drill"]);
  expect(held).toMatchObject({ code: "engine.lock-held", message: expect.stringContaining("still runs") });
  writeLock({ ...lock, pid: 1, hostname: "another-machine" });
  expect((await refused(4, ["state", "unlock", "--stack", "drill"])).message).toContain("another-machine");
  const accepted = await world.json(["state", "unlock", "--stack", "drill", "--yes"]);
  expect(accepted.data.removed).toEqual([{ user: "ada", host: "another-machine", pid: 1, since: lock.timestamp }]);
  expect((await world.json(["state", "unlock", "--stack", "drill"])).data.removed).toEqual([]);
});

test("a state that was half written: told, kept byte by byte, mended from a kept one", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const good = path.join(world.root, "good.json");
  expect((await world.json(["state", "export", "--stack", "drill", "--file", "good.json"])).exitCode).toBe(0);
  truncateSync(stateFile(), 150);
  const half = readFileSync(stateFile(), "utf8");
  const error = await refused(2, up);
  expect(error.code).toBe("engine.state-unreadable");
  expect(error.fix).toContain("launchgate state import --stack drill");
  const mended = await world.json(["state", "import", "--stack", "drill", "--file", good]);
  expect(mended.exitCode, mended.stderr).toBe(0);
  expect(readFileSync(mended.data.keptState, "utf8")).toBe(half);
  expect((await world.json(preview)).exitCode).toBe(0);
});

test("a sidecar that a killed engine left half written does not make the state unreadable; ours writes none (L4)", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const sidecar = `${stateFile()}.attrs`;
  writeFileSync(sidecar, "");
  // What the engine itself says of it: this is what the command prevents.
  const bare = await world.pulumi(["stack", "export", "--stack", "drill"]).catch((error: unknown) => String(error));
  expect(JSON.stringify(bare)).toContain("failed to load checkpoint");
  expect((await world.json(up)).exitCode).toBe(0);
  expect(existsSync(sidecar)).toBe(false);
});

test("what is no state, and states of other stacks and targets, are not imported", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const write = (name: string, content: object | string): string =>
    world.folder.write(name, typeof content === "string" ? content : JSON.stringify(content));
  const importing = (file: string): string[] => ["state", "import", "--stack", "drill", "--file", file];
  const urn = "urn:pulumi:prod::launchgate::pulumi:pulumi:Stack::launchgate-prod";
  const resources = [{ urn, type: "pulumi:pulumi:Stack" }];
  const files: [string, string, RegExp][] = [
    ["nowhere.json", "engine.state-file", /cannot be read/],
    [write("half.json", '{"version":3,"deplo'), "engine.state-file", /half written/],
    [write("other.json", { hello: 1 }), "engine.state-file", /another form/],
    [
      write("untyped.json", { version: 3, deployment: { resources: [{ urn }] } }),
      "engine.state-file",
      /resources are of another form/,
    ],
    [write("prod.json", { version: 3, deployment: { resources } }), "engine.state-foreign", /stack "prod"/],
    [
      write("live.json", { version: 3, deployment: {}, launchgate: { stack: "drill", target: "live" } }),
      "engine.state-foreign",
      /target "live"/,
    ],
  ];
  for (const [file, code, message] of files) {
    const error = await refused(2, importing(file));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  }
});

test("a stack stays with its target", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const error = await refused(2, [...up, "--target", "live"]);
  expect(error).toMatchObject({
    code: "engine.other-target",
    message: expect.stringContaining('bound to the target "sandbox"'),
  });
  const { stdout } = await world.pulumi(["stack", "tag", "get", "launchgate:target", "--stack", "drill"]);
  expect(stdout.trim()).toBe("sandbox");
});

test("an overlay and attached providers do not reach live stacks", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const fresh = path.join(world.home, "fresh");
  mkdirSync(fresh, { recursive: true });
  const env = { PULUMI_BACKEND_URL: `file://${fresh}` };
  expect((await refused(2, up, env)).code).toBe("engine.overlay-on-live");
  expect((await refused(2, preview, { ...env, PULUMI_DEBUG_PROVIDERS: "neon:1" })).code).toBe(
    "engine.attached-on-live",
  );
  // Neither made the stack.
  expect(existsSync(path.join(fresh, ".pulumi/stacks/launchgate/drill.json"))).toBe(false);
});

test("an attached provider that does not run", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const error = await refused(1, preview, { PULUMI_DEBUG_PROVIDERS: "neon:1" });
  expect(error.code).toBe("engine.plugin-unreachable");
});

test("the shared stack is not there yet", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  for (const ending of ["json", "json.bak"]) rmSync(path.join(path.dirname(stateFile()), `shared.${ending}`));
  const error = await refused(2, preview);
  expect(error.code).toBe("engine.shared-stack-missing");
  expect(error.fix).toContain("launchgate up --stack shared");
});

test("settings that are missing", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const error = await refused(2, ["preview", "--stack", "staging"]);
  expect(error.code).toBe("config.missing");
  expect(error.fix).toContain("launchgate:neonApiKey");
});

test("a stack that is not there is not made by reading", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  for (const args of [["history"], ["state", "export"], ["state", "unlock"]]) {
    expect((await refused(2, [...args, "--stack", "dev"])).code).toBe("engine.stack-missing");
  }
  expect(existsSync(path.join(path.dirname(stateFile()), "dev.json"))).toBe(false);
});

test("a vendor that refuses: told with the resource, nothing hidden as success", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.fault({ method: "post", path: /^\/projects$/, kind: "refuse", status: 403, code: "", times: 2 });
  const result = await world.json(up);
  expect(result.exitCode).toBe(1);
  expect(result.data.error.code).toBe("engine.failed");
  expect(result.data.error.message).toMatch(/-database-project-project: Neon refused to create .*\(HTTP 403\)/);
  expect(result.data.error.message).not.toContain("urn:");
  expect(JSON.stringify(result.data) + result.stderr).not.toContain(world.server.key);
});

test("the calendar is closed: up is refused with the moment it opens, preview only advises", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  // Closed today, open tomorrow, whatever day it is.
  const today = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][new Date().getUTCDay()] ?? "";
  const closed = { ...everyDay("deny", ["drill"]), recurrence: `FREQ=WEEKLY;BYDAY=${today}` };
  const windows = { "always-open": null, "test-closed": closed, "test-drill": everyDay("allow", ["drill"]) };
  world.overlay("closed.yaml", { release: { freeze: { windows } } });
  const error = await refused(4, [...up, "--overlay", "closed.yaml"]);
  expect(error.code).toBe("freeze.closed");
  expect(error.fix).toMatch(/It opens at \d{4}-\d\d-\d\dT00:00:00/);
  const advised = await world.json([...preview, "--overlay", "closed.yaml"]);
  expect(advised.exitCode).toBe(0);
  expect(advised.data.freeze.open).toBe(false);
});

/** Stopped in the middle: by Ctrl-C, by kill -9 of the command, by a crash of the provider. Nothing is lost or made twice. (L4) */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { EngineWorld, engineAbsent, passphrase } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
  world.mark();
});
beforeEach(() => {
  if (absent === undefined) world.rewind();
});

const up = ["up", "--stack", "drill", "--target", "sandbox"];
const names = (): string[] =>
  [...world.server.account.projects.values()].map(({ project }) => project.current.name).sort();

/** The next `up` in a new process brings everything up, once. */
async function converges(): Promise<void> {
  const again = await world.json(up);
  expect(again.exitCode, JSON.stringify(again.data) + again.stderr).toBe(0);
  expect(names()).toEqual(["bridge-api-drill", "web-drill"]);
  const third = await world.json(["preview", "--stack", "drill"]);
  expect(third.data.steps).toEqual([]);
  expect(world.server.violations).toEqual([]);
}

/** Resolves when the engine's lock is gone. */
async function lockReleased(): Promise<void> {
  await expect.poll(() => locks(), { timeout: 60_000, interval: 200 }).toEqual([]);
}

const locks = (): string[] => Object.keys(world.texts()).filter((file) => /\.pulumi\/locks\/.*\.json$/.test(file));

test("the first SIGINT stops in order, the second only warns; the lock is released and the next up finishes", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.account.operationMilliseconds = 1_500;
  const running = world.start(up);
  await world.server.when("post", /^\/projects$/);
  running.child.kill("SIGINT");
  await running.says("Stopping:");
  running.child.kill("SIGINT");
  await running.says("Still stopping.");
  const ended = await running.ended;
  expect(ended.exitCode, ended.stderr).toBe(3);
  expect(ended.stderr).toContain("its lock is released");
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  expect(locks()).toEqual([]);
  world.server.account.operationMilliseconds = 5;
  await converges();
});

test("SIGTERM, as a pipeline sends it, stops in the same way", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.account.operationMilliseconds = 1_500;
  const running = world.start([...up, "--json"]);
  await world.server.when("post", /^\/projects$/);
  running.child.kill("SIGTERM");
  const ended = await running.ended;
  expect(ended.exitCode).toBe(3);
  expect(JSON.parse(ended.stdout).error.code).toBe("engine.cancelled");
  expect(locks()).toEqual([]);
});

test("kill -9 of the command in the middle of a creation: the engine ends by itself, the next up converges without duplicates", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.account.operationMilliseconds = 1_500;
  const running = world.start(up);
  await world.server.when("post", /^\/projects$/);
  running.child.kill("SIGKILL");
  await running.ended;
  await lockReleased();
  world.server.account.operationMilliseconds = 5;
  await converges();
});

test("kill -9 of the whole process tree: the lock is told with its fix, removed by command, and the next up converges", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.account.operationMilliseconds = 1_500;
  const running = world.start(up);
  await world.server.when("post", /^\/projects$/);
  const tree = descendants(running.child.pid!);
  for (const pid of [...tree, running.child.pid!]) process.kill(pid, "SIGKILL");
  await running.ended;
  // The plan that the run was held to is left behind: its secrets are encrypted, and only this user can reach it.
  const left = Object.entries(world.texts()).filter(([file]) => file.includes("/.launchgate/"));
  expect(left.map(([file]) => path.basename(file)).join()).toMatch(/plan-[0-9a-f-]+\.json/);
  for (const [, text] of left) expect(text).not.toMatch(new RegExp(`${world.server.key}|${passphrase}`));
  expect(statSync(path.join(world.root, ".launchgate/work/drill")).mode & 0o777).toBe(0o700);

  const locked = await world.json(up);
  expect(locked.exitCode).toBe(4);
  expect(locked.data.error.code).toBe("engine.locked");
  expect(locked.data.error.fix).toContain("launchgate state unlock --stack drill");
  const unlocked = await world.json(["state", "unlock", "--stack", "drill"]);
  expect(unlocked.exitCode, unlocked.stderr).toBe(0);
  expect(unlocked.data.removed).toHaveLength(1);
  world.server.account.operationMilliseconds = 5;
  await converges();
});

test("a provider that crashes in the middle is told in one message; the next up converges", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  world.server.account.operationMilliseconds = 3_000;
  const running = world.start([...up, "--json"]);
  await world.server.when("post", /^\/projects$/);
  const plugins = descendants(running.child.pid!).filter((pid) => commandOf(pid).includes("pulumi-resource-neon"));
  expect(plugins.length).toBeGreaterThanOrEqual(1);
  for (const pid of plugins) process.kill(pid, "SIGKILL");
  const ended = await running.ended;
  expect(ended.exitCode, ended.stderr).toBe(1);
  expect(JSON.parse(ended.stdout).error).toMatchObject({ code: "engine.plugin-crashed" });
  expect(locks()).toEqual([]);
  world.server.account.operationMilliseconds = 5;
  await converges();
});

/** Every process below one, found by its parents. */
function descendants(root: number): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (pid: number): number[] =>
    pairs.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(root);
}

function commandOf(pid: number): string {
  return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

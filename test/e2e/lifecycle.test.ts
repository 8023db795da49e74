/** The life of a stack with the real engine, the real program and our own provider, from first preview to destroy. (P1, L4, D1) */
import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { EngineWorld, engineAbsent, passphrase, type Answer } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
});

const writes = (): number => world.server.seen.filter(({ method }) => method !== "get").length;
const projectNames = (): string[] =>
  [...world.server.account.projects.values()].map(({ project }) => project.current.name);

test("preview, up, nothing to do, drift, destroy", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const said: string[] = [];
  const run = async (...args: string[]): Promise<Answer> => {
    const { exitCode, data, stderr } = await world.json(args);
    said.push(JSON.stringify(data), stderr);
    expect(exitCode, stderr).toBe(0);
    return data;
  };

  const previewed = await run("preview", "--stack", "drill", "--target", "sandbox");
  expect(previewed).toMatchObject({ stack: "drill", target: "sandbox", result: "previewed", findings: [] });
  expect(previewed.changes).toMatchObject({ update: 0, replace: 0, delete: 0, same: 0 });
  expect(previewed.freeze.open).toBe(true);
  expect(writes()).toBe(0);

  const brought = await run("up", "--stack", "drill");
  expect(brought.changes.create).toBe(previewed.changes.create);
  expect(brought).toMatchObject({ result: "succeeded", target: "sandbox" });
  expect(Object.keys(brought)).toEqual([
    "stack",
    "target",
    "result",
    "changes",
    "durationSeconds",
    "findings",
    "keptState",
    "settled",
  ]);
  expect(projectNames().sort()).toEqual(["bridge-api-drill", "web-drill"]);

  const before = writes();
  const again = await run("up", "--stack", "drill");
  expect(again.changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0, same: brought.changes.create });
  expect(writes()).toBe(before);

  // Somebody renames a project by hand.
  world.server.account.named("web-drill").project.set({ name: "renamed-by-hand" }, 0);
  const refreshed = await run("refresh", "--stack", "drill");
  expect(refreshed.dropped).toEqual([]);
  expect(refreshed.changes.update).toBe(1);
  const mend = await run("preview", "--stack", "drill");
  const steps = mend.steps.map(({ urn, op }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
  expect(steps).toEqual(["update web-drill-database-project-project"]);
  await run("up", "--stack", "drill");
  expect(projectNames().sort()).toEqual(["bridge-api-drill", "web-drill"]);
  expect((await run("preview", "--stack", "drill")).steps).toEqual([]);

  const past = await run("history", "--stack", "drill", "--limit", "2");
  expect(past.history.map(({ kind, result }) => [kind, result])).toEqual([
    ["update", "succeeded"],
    ["refresh", "succeeded"],
  ]);

  const destroyed = await run("destroy", "--stack", "drill");
  expect(destroyed.changes.delete).toBe(brought.changes.create);
  expect(projectNames()).toEqual([]);

  // Kept before: three ups, a refresh, a destroy. Only this user may read them.
  const { kept } = await run("state", "kept", "--stack", "drill");
  expect(kept).toHaveLength(5);
  expect(kept[0]?.file).toBe(destroyed.keptState);
  for (const { file } of kept) expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(world.server.violations).toEqual([]);
  expectNoSecret([...said, ...Object.values(world.texts()), ...Object.values(world.texts(world.home))]);
});

test("a stack that is not ephemeral is never destroyed, nor is the shared one", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  for (const stack of ["prod", "shared"]) {
    const { exitCode, data } = await world.json(["destroy", "--stack", stack, "--target", "sandbox"]);
    expect(exitCode).toBe(2);
    expect(data.error.code).toBe("engine.not-ephemeral");
  }
});

/** The key of the vendor, the passphrase, and passwords that the vendor made stand nowhere in the clear. (S2) */
function expectNoSecret(texts: readonly string[]): void {
  const passwords = /postgres(?:ql)?:\/\/[^:\s"]+:[^@\s"]+@/;
  for (const text of texts) {
    expect(text).not.toContain(world.server.key);
    expect(text).not.toContain(passphrase);
    expect(text).not.toMatch(passwords);
  }
}

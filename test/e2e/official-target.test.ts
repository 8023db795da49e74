/** Stacks of the target sandbox-official: the product's own commands and program with GitHub's own provider, unmodified. (P1, P7) */
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProvider } from "../../packages/sandbox/truth/helpers/plugin-build.ts";
import { pluginFolder } from "../../packages/sandbox/truth/helpers/plugin-files.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { SandboxWorld } from "./helpers/sandbox-world.ts";

interface Answer {
  readonly target: string;
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly unknown[];
}

let absent = engineAbsent();
let world: SandboxWorld;
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

beforeAll(async () => {
  if (absent !== undefined) return;
  const built = await buildProvider(tell);
  if (!built.ok) {
    absent = built.reason;
    return;
  }
  world = await SandboxWorld.open(["github"]);
  // A weekday morning: every stack is open for changes.
  await world.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"], 0, []);
}, 900_000);
afterAll(async () => {
  if (absent === undefined) await world.close();
});

/** A command whose engine finds GitHub's own provider, as a user has it: on PATH. */
function told(...args: readonly string[]): Promise<Answer> {
  const found = [pluginFolder, world.env["PATH"] ?? ""].join(path.delimiter);
  return world.json<Answer>(args, 0, undefined, { PATH: found });
}

test("up, nothing to do, refresh, nothing to do", { timeout: 900_000 }, async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const up = await told("up", "--stack", "shared", "--target", "sandbox-official");
  expect(up.target).toBe("sandbox-official");
  expect(up.changes["create"]).toBeGreaterThan(10);
  // The first create of the organisation's settings sends nothing that is false.
  await told("up", "--stack", "shared");
  expect((await told("preview", "--stack", "shared")).steps).toEqual([]);
  await told("refresh", "--stack", "shared");
  expect(await told("preview", "--stack", "shared")).toMatchObject({ target: "sandbox-official", steps: [] });
});

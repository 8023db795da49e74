/** The real pack in the real engine: a program that registers no plan is stopped with no write (issue 8); mended ones: release-rules-seeded.test.ts. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { inRepository } from "../helpers/repository.ts";
import { EngineWorld, engineAbsent } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
});

test("a stack that keeps the rules passes; one without its plan is stopped before any write", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const folder = path.join(world.root, "policy");
  rmSync(folder, { recursive: true, force: true });
  cpSync(inRepository("policy"), folder, { recursive: true });
  const preview = await world.json(["preview", "--stack", "drill", "--target", "sandbox"]);
  const mandatory = preview.data.findings.filter(({ level }) => level === "mandatory");
  expect(mandatory, preview.stderr).toEqual([]);
  expect(preview.exitCode).toBe(0);
  expect(preview.data.findings.every(({ pack }) => pack === "release-rules")).toBe(true);

  const program = readFileSync(path.join(world.root, "infra/program.ts"), "utf8");
  world.folder.write(
    "infra/program.ts",
    program.replace(/await registerReleasePlan\(.*\);/, "void registerReleasePlan;"),
  );
  const stopped = await world.json(["up", "--stack", "drill"]);
  expect(stopped.exitCode, stopped.stderr).toBe(4);
  expect(stopped.data.error.code).toBe("engine.policy");
  expect(stopped.data.error.message).toContain("plan-stack-require-release-plan");
  expect(world.server.seen).toEqual([]);
});

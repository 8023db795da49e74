/** The plan document of a change with the real engine: its steps, or why there are none. (P7) */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { PlannedDocument } from "../../packages/cli/src/pull-request/document/document.ts";
import { EngineWorld, engineAbsent } from "./helpers/engine-world.ts";

const absent = engineAbsent();
const commit = "c".repeat(40);
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
});

test("it holds the steps of the engine's preview, or a fault that makes the review red", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const args = ["pr", "plan", "--side", "head", "--commit", commit, "--stack", "drill", "--engine"];
  const planned = await world.json([...args, "--target", "sandbox", "--out", "plans"]);
  expect(planned.exitCode, planned.stderr).toBe(0);
  const documentIn = (folder: string) =>
    JSON.parse(readFileSync(path.join(world.root, folder, "drill.json"), "utf8")) as PlannedDocument;
  const { preview, previewFault } = documentIn("plans");
  expect(previewFault).toBeNull();
  expect(preview?.target).toBe("sandbox");
  expect(preview?.steps.map(({ op, type }) => `${op} ${type}`)).toContain("create neon:index:Project");
  const refused = await world.json([...args, "--target", "live", "--out", "refused"]);
  expect(refused.exitCode).toBe(4);
  expect(documentIn("refused")).toMatchObject({
    preview: null,
    previewFault: { code: expect.stringMatching(/^engine\./) },
  });
});

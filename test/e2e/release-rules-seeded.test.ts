/**
 * Each rule in the real engine: a stack that breaks it is stopped at preview by that rule and no other, with no write to any vendor, and passes
 * once mended or waived; the offline plan and the exported state get the same verdict. (issue 8, done when 1)
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchesOf, waived } from "../policy/seeds.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { SeededWorld } from "./helpers/seeded-world.ts";

const absent = engineAbsent();
/** Stacks in which rules are seeded, every rule in one of them (test/policy/seeds.test.ts). The others refer to the shared one. */
const stacks = ["shared", "dev", "staging", "prod"] as const;
/** Most violations that waivers excuse at a time: what the pack allows the shared stack, and the model a stage. */
const waiverLimits = { shared: 5, prod: 20, staging: 20, dev: 20 } as const;
/** Most violations that are brought up at a time: vendors refuse some of the rest, such as a person or a schedule that is none. */
const mostByUp = 20;
/** Stacks that are mended by `up`: the others stand on the first, and the last holds almost every rule. For the rest a preview passes. */
const mendedByUp: readonly string[] = ["shared", "prod"];
/** Rules whose breach cannot be brought up and mended by `up`, and why. */
const notByUp: Readonly<Record<string, string>> = {
  "vercel-rolling-limit-stages": "Vercel refuses steps that do not grow to 100",
  "github-environment-require-branch-policy": "GitHub takes no patterns for an environment without a policy",
  "vercel-project-forbid-auto-assign": "the field belongs to acts: up leaves it as it is (house decision 3)",
  "github-environment-require-rules-environments":
    "an environment of another name has to be replaced, and is protected",
  "vercel-variable-require-sensitive": "once the value is known, another rule tells of it too",
};

describe.skipIf(absent !== undefined)("seeded violations", { timeout: 900_000, shuffle: false }, () => {
  let seeded: SeededWorld;
  beforeAll(async () => {
    seeded = await SeededWorld.open();
  });
  afterAll(() => seeded.world.close());

  // In this order: previews are of a stack that is not there yet, and the shared stack stands before those that refer to it.
  describe.for(stacks)("%s", (stack) => {
    beforeAll(async () => {
      if (stack !== "shared") await seeded.sharedIsUp();
    }, 300_000);

    test("stopped at preview by these rules alone, and no vendor is written to", async () => {
      for (const { changes, told } of await batchesOf(stack)) {
        seeded.seed(stack, changes);
        const stopped = seeded.withoutWrites(() => seeded.preview(stack, 4));
        const [{ violations }, offline] = await Promise.all([stopped, seeded.check(stack, "plan", 4)]);
        expect.soft(violations).toEqual(told);
        expect.soft(offline).toEqual(told);
      }
    });

    test("passes where each violation has its waiver", async () => {
      const [batch] = await batchesOf(stack, waiverLimits[stack]);
      if (batch === undefined) throw new Error(`nothing is seeded in ${stack}`);
      seeded.seed(stack, await waived(stack, batch));
      const [preview, offline] = await Promise.all([seeded.preview(stack, 0), seeded.check(stack, "plan", 0)]);
      expect(preview.violations).toEqual([]);
      for (const { message } of batch.told)
        expect(preview.warnings.find((each) => each.includes(message))).toContain(
          "Seeded by a test, and excused by it.]",
        );
      expect(offline).toEqual([]);
    });

    if (stack === "shared")
      test("up stops as the preview does, and says the same", async () => {
        const [batch] = await batchesOf(stack, mostByUp);
        seeded.seed(stack, batch?.changes ?? []);
        const refused: unknown = JSON.parse(await seeded.withoutWrites(() => seeded.up(stack, { exitCode: 4 })));
        expect(refused).toMatchObject({ error: { code: "engine.policy" } });
        for (const { message } of batch?.told ?? [])
          expect.soft(refused).toHaveProperty("error.message", expect.stringContaining(message));
      });

    test("what was made before there were rules is seen in its state, and passes once mended", async () => {
      const [batch] = await batchesOf(stack, mostByUp, Object.keys(notByUp));
      const { changes = [], told = [] } = batch ?? {};
      seeded.seed(stack, changes);
      await seeded.up(stack, { withPack: false });
      expect.soft(await seeded.check(stack, "state", 4)).toEqual(told);
      seeded.seed(stack, []);
      if (mendedByUp.includes(stack)) {
        await seeded.up(stack);
        expect(await seeded.check(stack, "state", 0)).toEqual([]);
      } else {
        expect((await seeded.preview(stack, 0)).violations).toEqual([]);
      }
    });
  });
});

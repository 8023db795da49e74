/**
 * Each rule in the real engine: a stack that breaks it is stopped at preview by that rule and no other, with no write to any vendor, and passes
 * once mended or waived; the offline plan and the exported state get the same verdict. (issue 8, done when 1)
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchesOf, waived } from "../policy/seeds.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { SeededWorld } from "./helpers/seeded-world.ts";

const absent = engineAbsent();
/** Stacks in which rules are seeded, every rule in one of them (test/policy/seeds.test.ts). */
const stacks = ["shared", "prod", "staging", "dev"] as const;
/** Most violations that waivers excuse at a time: what the pack allows the shared stack, and the model a stage. */
const waiverLimits = { shared: 5, prod: 20, staging: 20, dev: 20 } as const;
/** Rules whose breach cannot be brought up and mended by `up`, and why. */
const notByUp: Readonly<Record<string, string>> = {
  "vercel-rolling-limit-stages": "Vercel refuses steps that do not grow to 100",
  "github-environment-require-branch-policy": "GitHub takes no patterns for an environment without a policy",
  "vercel-project-forbid-auto-assign": "the field belongs to acts: up leaves it as it is (house decision 3)",
  "vercel-variable-require-sensitive": "once the value is known, another rule tells of it too",
};

describe.skipIf(absent !== undefined)("seeded violations", { timeout: 900_000 }, () => {
  let seeded: SeededWorld;
  beforeAll(async () => {
    seeded = await SeededWorld.open();
    await seeded.up("shared");
  }, 300_000);
  afterAll(() => seeded.world.close());

  test.for(stacks)("%s: stopped at preview by these rules alone, and no vendor is written to", async (stack) => {
    for (const { changes, told } of await batchesOf(stack)) {
      seeded.seed(stack, changes);
      const { violations } = await seeded.withoutWrites(() => seeded.preview(stack, 4));
      expect.soft(violations).toEqual(told);
      expect.soft(await seeded.check(stack, "plan", 4)).toEqual(told);
    }
    seeded.seed(stack, []);
    const mended = await seeded.preview(stack, 0);
    expect(mended.violations).toEqual([]);
  });

  test.for(stacks)("%s: passes where each violation has its waiver", async (stack) => {
    const [batch] = await batchesOf(stack, waiverLimits[stack]);
    if (batch === undefined) throw new Error(`nothing is seeded in ${stack}`);
    seeded.seed(stack, await waived(stack, batch));
    const { violations, warnings } = await seeded.preview(stack, 0);
    expect(violations).toEqual([]);
    for (const { message } of batch.told)
      expect(warnings.find((each) => each.includes(message))).toContain("Seeded by a test, and excused by it.]");
    expect(await seeded.check(stack, "plan", 0)).toEqual([]);
  });
});

describe.skipIf(absent !== undefined)("a stack that breaks rules", { timeout: 900_000 }, () => {
  let seeded: SeededWorld;
  beforeAll(async () => {
    seeded = await SeededWorld.open();
    await seeded.up("shared");
  }, 300_000);
  afterAll(() => seeded.world.close());

  test("up stops as the preview does; what was made before there were rules is seen in its state, and mended by up", async () => {
    const [batch] = await batchesOf("prod", waiverLimits.prod, Object.keys(notByUp));
    const { changes = [], told = [] } = batch ?? {};
    seeded.seed("prod", changes);
    const refused = await seeded.withoutWrites(() => seeded.up("prod", { exitCode: 4 }));
    expect(JSON.parse(refused)).toMatchObject({ error: { code: "engine.policy" } });
    for (const { message } of told)
      expect(JSON.parse(refused)).toHaveProperty("error.message", expect.stringContaining(message));

    await seeded.up("prod", { withPack: false });
    expect(await seeded.check("prod", "state", 4)).toEqual(told);
    seeded.seed("prod", []);
    await seeded.up("prod");
    expect(await seeded.check("prod", "state", 0)).toEqual([]);
  });
});

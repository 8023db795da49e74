import { unknown } from "@launchgate/provider-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { findsDrift, isVisible } from "./finds-drift.ts";
import { liveThrough } from "./lifecycle.ts";
import { stepsOf, type Ids, type Life, type VendorLives } from "./lives/life.ts";
import { PracticeEngine } from "./practice-engine.ts";

/** Drives every life of a vendor's types through the plugin, in a sandbox of the file's own. */
export function proveLives({ vendor, prepare, lives }: VendorLives): void {
  const handle = withSandbox();
  let engine: PracticeEngine;
  let ids: Ids;

  beforeAll(async () => {
    engine = new PracticeEngine(handle.sandbox, vendor);
    ids = await prepare(engine, handle.sandbox);
  });

  describe.each(Object.keys(lives({})))("%s", (key) => {
    it("lives through every change", { timeout: 120_000 }, async () => {
      const life = lives(ids)[key]!;
      await standing(engine, life, () => liveThrough(engine, life, `${key} through life`));
    });

    it("shows whatever somebody changes at the vendor (L4)", { timeout: 120_000 }, async () => {
      const life = lives(ids)[key]!;
      expect(stepsOf(life).some((step) => isVisible(engine, life, step))).toBe(life.hidden === undefined);
      await standing(engine, life, () => findsDrift(engine, life, `${key} drifting`));
    });

    it("accepts inputs that are not known in a preview", () => {
      const { type, inputs } = lives(ids)[key]!;
      for (const name of Object.keys(inputs)) {
        const { failures } = engine.check(type, key, { ...inputs, [name]: unknown });
        expect([name, failures]).toEqual([name, []]);
      }
    });
  });
}

/** Does something while that is there which a life needs. */
async function standing(engine: PracticeEngine, { needs = [] }: Life, work: () => Promise<void>): Promise<void> {
  for (const { name, type, inputs } of needs) await engine.made(type, name, inputs);
  await work();
  for (const { name } of needs.toReversed()) await engine.down(name);
}

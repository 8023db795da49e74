/** What the real engine is seeded with (test/e2e/release-rules-seeded.test.ts): every rule, in few batches. */
import { beforeAll, describe, expect, it } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";
import { stackNames } from "../helpers/stack-plans.ts";
import { batchesOf, type Seeds } from "./seeds.ts";

/** Rules that stop no preview, and where the engine is asked for them. */
const elsewhere: Readonly<Record<string, string>> = {
  "plan-freeze-forbid-update": "test/e2e/release-rules-freeze.test.ts: it advises a preview and binds an update",
};

describe("the seeds", () => {
  let batches: readonly Seeds[];
  beforeAll(async () => {
    const made: Seeds[] = [];
    for (const stack of stackNames) made.push(...(await batchesOf(stack)));
    batches = made;
  });

  it("are of every rule, each once, with values that its provider takes", () => {
    const rules = batches.flatMap((each) => each.rules);
    expect(new Set(rules).size).toBe(rules.length);
    expect(ruleInfos.map(({ id }) => id).filter((id) => !rules.includes(id))).toEqual(Object.keys(elsewhere));
  });

  it("are told of by their own rule", () => {
    for (const { rules, told } of batches) {
      const said = new Set(told.map(({ rule }) => rule));
      expect(rules.filter((id) => !said.has(id))).toEqual([]);
    }
  });

  it("come in few batches: a run of the engine for each", () => {
    expect(batches.length).toBeLessThan(12);
  });
});

/** What the real engine is seeded with (test/e2e/release-rules-seeded.test.ts): every rule, in few batches. */
import type { JudgedResource } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";
import { stackNames } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";
import { batchesOf, violationsOf, type Seeds } from "./seeds.ts";
import { StackEdit, UNKNOWN } from "./stack-edit.ts";

/** Rules that stop no preview, and where the engine is asked for them. */
const elsewhere: Readonly<Record<string, string>> = {
  "plan-freeze-forbid-update": "test/e2e/release-rules-freeze.test.ts: it advises a preview and binds an update",
};

/** The stack as a first preview sees it: whatever holds an id of one of its own resources is unknown. */
function withoutIds(resources: readonly JudgedResource[]): readonly JudgedResource[] {
  const names = new Set(resources.map(({ name }) => name));
  const hidden = (value: unknown): unknown => {
    if (typeof value === "string") return names.has(/<[\w:]+ ([^<>]+?): /.exec(value)?.[1] ?? "") ? UNKNOWN : value;
    if (Array.isArray(value)) return value.map(hidden);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hidden(each)]));
  };
  return resources.map((each) =>
    each.type.startsWith("launchgate:") ? each : { ...each, inputs: hidden(each.inputs) as JudgedResource["inputs"] },
  );
}

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

  it.for(stackNames)("say the same in a first preview of %s, in which no id is known yet", async (stack) => {
    const resources = await captured(stack);
    for (const { changes, told } of await batchesOf(stack)) {
      const seeded = new StackEdit(resources).repeat(changes).resources;
      expect(violationsOf(withoutIds(seeded))).toEqual(told);
    }
  });

  it("come in few batches: a run of the engine for each", () => {
    expect(batches.length).toBeLessThan(12);
  });
});

/** What a throw-away stack is, and what it adds to the model. (D1, L1) */
import {
  judgeFreeze,
  resolveModel,
  selectStack,
  valueOrThrow,
  type Dictionary,
  type StackModel,
} from "@launchgate/core";
import { describe, expect, test } from "vitest";
import {
  definitionOf,
  requireName,
  tagsOf,
  type EphemeralDefinition,
} from "../../../../packages/cli/src/ephemeral/definition.ts";
import { requireOrigin, requireOwnNames } from "../../../../packages/cli/src/ephemeral/origin.ts";
import { ephemeralOverlay } from "../../../../packages/cli/src/ephemeral/overlay.ts";
import { durationOption } from "../../../../packages/cli/src/duration-option.ts";
import { mergeOverlay } from "@launchgate/core";
import { model as written } from "../../../../stacks/index.ts";
import { modelOf, openMoment } from "../../engine/engine-double.ts";

const definition = (name: string, from: string): EphemeralDefinition => ({
  version: 1,
  name,
  from,
  createdAt: "2026-11-21T10:00:00.000Z",
  expiresAt: "2026-11-21T12:00:00.000Z",
});
const base = written as unknown as Dictionary;
const madeAfter = (from: string, name = "drill-x"): StackModel => {
  const input = mergeOverlay(base, ephemeralOverlay(definition(name, from), base));
  return selectStack(valueOrThrow(resolveModel(input, { at: openMoment })), name);
};

describe("definition", () => {
  test("stands whole in the stack's tags", () => {
    const tags = tagsOf(definition("drill-x", "staging"));
    expect(definitionOf("drill-x", tags)).toEqual(definition("drill-x", "staging"));
    for (const value of Object.values(tags)) expect(value.length).toBeLessThanOrEqual(256);
  });

  test.each([
    {},
    { "launchgate:from": "staging" },
    { ...tagsOf(definition("x", "staging")), "launchgate:expires": "soon" },
  ])("is none where tags lack or spoil a part: %j", (tags) => {
    expect(definitionOf("drill-x", tags)).toBeUndefined();
  });

  test.each(["9x", "Drill", "a--b", "a-", "", "x".repeat(31), "drill_x", "../x"])("refuses the name %j", (name) => {
    expect(() => requireName(name)).toThrow(expect.objectContaining({ code: "stack.name" }));
  });
});

describe("the model of a throw-away stack", () => {
  test.each(["dev", "staging", "prod", "drill"])("made after %s is valid, and only drill people are paged", (from) => {
    const model = madeAfter(from);
    const origin = modelOf(from);
    expect(model.stack).toEqual({ kind: "stage", stage: "drill-x", services: ["web", "bridge-api"], ephemeral: true });
    const stage = model.stages["drill-x"];
    expect(stage).toMatchObject({ kind: "drill", paging: from === "dev" ? "nobody" : "drill" });
    expect(stage?.approval).toMatchObject({ people: [], teams: [] });
    expect(stage?.database.protected).toBe(false);
    expect(stage).not.toHaveProperty("supportHours");
    expect(stage?.traffic).toBe(origin.stages[from]?.traffic);
    expect(stage?.database.restoreWindow).toBe(origin.stages[from]?.database.restoreWindow);
  });

  test("its calendar is open whenever production's is closed, and no other stage's changes", () => {
    const model = madeAfter("prod");
    const at = new Date("2026-12-24T20:00:00Z");
    expect(judgeFreeze(model.release.freeze.windows, { stage: "drill-x", at }).open).toBe(true);
    expect(judgeFreeze(model.release.freeze.windows, { stage: "prod", at }).open).toBe(false);
  });

  test("changes nothing of the stages and stacks that are there", () => {
    const { stages, stacks } = madeAfter("staging");
    const before = modelOf("staging");
    expect({ ...stages, "drill-x": undefined }).toEqual({ ...before.stages, "drill-x": undefined });
    expect({ ...stacks, "drill-x": undefined }).toEqual({ ...before.stacks, "drill-x": undefined });
  });
});

describe("what it can be made after, and be named", () => {
  test("only after a stage that there is", () => {
    const model = modelOf("staging");
    expect(() => requireOrigin(model, "shared")).toThrow(expect.objectContaining({ code: "stack.origin" }));
    expect(() => requireOrigin(model, "stagin")).toThrow(/There is no stack "stagin"/);
    requireOrigin(model, "staging");
  });

  test("no vendor object shares a name with another stage's", () => {
    expect(() => requireOwnNames(madeAfter("staging", "prod-tickets"))).toThrow(
      expect.objectContaining({ code: "stack.name-taken" }),
    );
    requireOwnNames(madeAfter("staging", "a".repeat(30)));
    requireOwnNames(madeAfter("prod", "drill-x"));
  });
});

describe("lengths of time on the command line", () => {
  test.each([
    ["2h", 7_200_000],
    ["90m", 5_400_000],
    ["1.5h", 5_400_000],
    ["30 minutes", 1_800_000],
    ["1 day", 86_400_000],
  ])("%s", (text, milliseconds) => {
    expect(durationOption.parse(text)).toBe(milliseconds);
  });

  test.each(["2", "h", "2 h", "-2h", "2y", ""])("refuses %j", (text) => {
    expect(durationOption.safeParse(text).success).toBe(false);
  });
});

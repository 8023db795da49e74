/** What is applied on merge is held to the steps that were reviewed: the fingerprint and what differs. (P7) */
import { expect, test } from "vitest";
import {
  comparableSteps,
  differences,
  stepDigest,
  type ComparableStep,
} from "../../../packages/cli/src/engine/step-digest.ts";
import { step } from "./engine-double.ts";

const [a, b] = [step("create", "a"), { ...step("update", "b"), changed: ["name", "region"] }];

test("the fingerprint knows no order, of steps or of properties, and no repetition", () => {
  const turned = { ...b, changed: ["region", "name"] };
  for (const same of [
    [b, a],
    [a, turned],
    [a, b, a],
  ]) {
    expect(stepDigest(same)).toBe(stepDigest([a, b]));
    expect(differences([a, b], same)).toEqual([]);
  }
  expect(stepDigest([a, b])).toMatch(/^[0-9a-f]{64}$/);
});

const others: readonly (readonly [string, readonly ComparableStep[], string])[] = [
  ["a step less", [a], "b: reviewed update neon:index:Project [name, region]; now nothing"],
  ["a step more", [a, b, step("delete", "c")], "c: reviewed nothing; now delete neon:index:Project"],
  [
    "another act",
    [a, { ...b, op: "replace" }],
    "b: reviewed update neon:index:Project [name, region]; now replace neon:index:Project [name, region]",
  ],
  [
    "other properties",
    [a, { ...b, changed: ["name"] }],
    "b: reviewed update neon:index:Project [name, region]; now update neon:index:Project [name]",
  ],
  [
    "names that a comma would blur",
    [a, { ...b, changed: ["name, region"] }],
    "b: reviewed update neon:index:Project [name, region]; now update neon:index:Project [name, region]",
  ],
  [
    "another type",
    [a, { ...b, type: "neon:index:Branch" }],
    "b: reviewed update neon:index:Project [name, region]; now update neon:index:Branch [name, region]",
  ],
  ["nothing at all", [], "a: reviewed create neon:index:Project; now nothing"],
];

test.each(others)("%s is another fingerprint, and told", (_, now, text) => {
  expect(stepDigest(now)).not.toBe(stepDigest([a, b]));
  expect(differences([a, b], now)[0]?.text).toBe(text);
  expect(differences(now, now)).toEqual([]);
});

test("a replacement is one entry, with every step of it", () => {
  const parts = ["create-replacement", "replace", "delete-replaced"].map((op) => step(op, "a"));
  expect(differences([a], parts)).toMatchObject([
    {
      reviewed: "create neon:index:Project",
      now: "create-replacement neon:index:Project, delete-replaced neon:index:Project, replace neon:index:Project",
    },
  ]);
});

test("what is kept holds no name and no flag that follows from the rest", () => {
  expect(comparableSteps([b])).toEqual([
    { urn: b.urn, type: "neon:index:Project", op: "update", changed: ["name", "region"] },
  ]);
});

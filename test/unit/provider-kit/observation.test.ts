/** What a look at a live object makes of declared inputs: the base of refresh and drift. (L4) */
import { describe, expect, it, test } from "vitest";
import {
  checkFields,
  filledIn,
  importedInputs,
  observed,
  refreshedInputs,
  satisfied,
  type ResourceSpec,
  type ValueType,
} from "../../../packages/provider-kit/src/index.ts";

const text: ValueType = { kind: "string" };
const rule: ValueType = {
  kind: "object",
  name: "Rule",
  doc: "",
  fields: {
    name: { type: text, doc: "", required: true },
    locked: { type: { kind: "boolean" }, doc: "", absent: false },
    note: { type: text, doc: "" },
  },
};
const spec: ResourceSpec = {
  name: "test:index:Thing",
  doc: "",
  importId: "id",
  outputs: {},
  inputs: {
    title: { type: text, doc: "", change: "update", required: true },
    remark: { type: text, doc: "", change: "update", absent: "" },
    owner: { type: text, doc: "", change: "update" },
    mode: { type: text, doc: "", change: "update", default: "plain" },
    rules: { type: { kind: "list", item: rule }, doc: "", change: "update", absent: [] },
    tags: { type: { kind: "list", item: text, unordered: true }, doc: "", change: "update" },
    body: { type: { kind: "string", format: "json" }, doc: "", change: "update" },
  },
};
const seen = (live: object, declared: object = { title: "a" }): object =>
  refreshedInputs(spec, declared as Record<string, unknown>, { inputs: live as Record<string, unknown>, outputs: {} });

describe("a refresh", () => {
  it("leaves the vendor's own value of an undeclared input alone", () => {
    expect(seen({ title: "a", owner: "the vendor" })).toEqual({ title: "a" });
  });

  it("shows what was set outside where nothing is declared, and nothing where that says so", () => {
    expect(seen({ title: "a", remark: "mine" })).toEqual({ title: "a", remark: "mine" });
    expect(seen({ title: "a", remark: "", rules: [] })).toEqual({ title: "a" });
    expect(seen({ title: "a", rules: [{ name: "added" }] })).toEqual({ title: "a", rules: [{ name: "added" }] });
  });

  it("forgets what was cleared outside", () => {
    expect(seen({ title: "a", owner: null }, { title: "a", owner: "me" })).toEqual({ title: "a" });
  });

  it("keeps the declared form where both mean the same", () => {
    const declared = { title: "a", tags: ["b", "a"], body: '{"x": 1}' };
    expect(seen({ title: "a", tags: ["a", "b"], body: '{"x":1}' }, declared)).toEqual(declared);
    expect(seen({ title: "a", tags: ["a", "c"] }, declared)).toMatchObject({ tags: ["a", "c"] });
  });

  it("looks inside objects: a flag that was switched on outside shows, a note of the vendor's does not", () => {
    const declared = { title: "a", rules: [{ name: "one" }] };
    expect(seen({ title: "a", rules: [{ name: "one", note: "theirs" }] }, declared)).toEqual(declared);
    const live = { kind: "object", name: "one", locked: true } as const;
    expect(observed(rule, { name: "one" }, live)).toEqual({ name: "one", locked: true });
    expect(observed(rule, { name: "one" }, { name: "one", locked: false })).toEqual({ name: "one" });
  });
});

test.each([
  ["an empty list and nothing", { kind: "list", item: text }, [], null, true],
  ["an empty text and nothing", text, "", undefined, true],
  ["false and nothing", { kind: "boolean" }, false, null, false],
  ["a list in another order", { kind: "list", item: text }, ["a", "b"], ["b", "a"], false],
  ["a set in another order", { kind: "list", item: text, unordered: true }, ["a", "b"], ["b", "a"], true],
  ["a set with one twice", { kind: "list", item: text, unordered: true }, ["a", "a"], ["a", "b"], false],
  [
    "a moment in another zone",
    { kind: "string", format: "timestamp" },
    "2026-01-01T01:00:00+01:00",
    "2026-01-01T00:00:00Z",
    true,
  ],
] as const)("%s: satisfied or not", (_name, type, declared, live, expected) => {
  expect(satisfied(type as ValueType, declared, live)).toBe(expected);
});

test("defaults and names are filled in for the program, once", () => {
  expect(filledIn(spec, { title: "a" }, undefined, "thing")).toEqual({ mode: "plain" });
  expect(filledIn(spec, { title: "a", mode: "other" }, undefined, "thing")).toEqual({});
  expect(filledIn({ ...spec, autoName: true }, {}, undefined, "thing")).toEqual({ mode: "plain", name: "thing" });
  expect(filledIn({ ...spec, autoName: true }, {}, { name: "before" }, "thing")).toMatchObject({ name: "before" });
  expect(
    filledIn({ ...spec, autoName: (inputs) => inputs["adopt"] !== true }, { adopt: true }, undefined, "x"),
  ).toEqual({
    mode: "plain",
  });
});

test("an import takes what says something, and everything required", () => {
  const live = { inputs: { title: "", remark: "", owner: "me", tags: [], rules: [{ name: "one" }] }, outputs: {} };
  expect(importedInputs(spec, live)).toEqual({ title: "", owner: "me", rules: [{ name: "one" }] });
});

test("every mistake is told with its path", () => {
  const failures = checkFields(spec.inputs, { rules: [{ locked: "yes" }], body: "{", strange: 1 });
  expect(failures.map(({ property }) => property).toSorted()).toEqual(
    ["body", "rules[0].locked", "rules[0].name", "strange", "title"].toSorted(),
  );
});

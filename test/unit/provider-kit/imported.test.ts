/** What an import leaves to change: what a program declares otherwise than it is, and nothing else. (A1) */
import { expect, test } from "vitest";
import {
  asImported,
  checkInputs,
  comparable,
  difference,
  isImported,
  unknown,
  withoutNote,
  type Properties,
  type ResourceSpec,
  type ValueType,
} from "../../../packages/provider-kit/src/index.ts";

const text: ValueType = { kind: "string" };
const flag: ValueType = { kind: "boolean" };
const rule: ValueType = {
  kind: "object",
  name: "Rule",
  doc: "",
  fields: {
    id: { type: text, doc: "" },
    name: { type: text, doc: "", required: true },
    locked: { type: flag, doc: "", absent: false },
  },
};
const spec: ResourceSpec = {
  name: "test:index:Thing",
  doc: "",
  importId: "id",
  outputs: {},
  asDeclared: ({ body }, declared) => (String(body).trim() === declared["body"] ? { body: declared["body"] } : {}),
  inputs: {
    title: { type: text, doc: "", change: "update", required: true },
    remark: { type: text, doc: "", change: "update", absent: "" },
    plan: { type: text, doc: "", change: "update", removed: { reset: "free" } },
    region: { type: text, doc: "", change: "update", removed: "refuse" },
    owner: { type: text, doc: "", change: "replace" },
    secret: { type: text, doc: "", change: "update" },
    short: { type: flag, doc: "", change: "update", default: true },
    quiet: { type: flag, doc: "", change: "state" },
    rule: { type: rule, doc: "", change: "update" },
    rules: { type: { kind: "list", item: rule }, doc: "", change: "update" },
    tags: { type: { kind: "list", item: text, unordered: true }, doc: "", change: "update" },
    labels: { type: { kind: "map" }, doc: "", change: "update" },
    body: { type: text, doc: "", change: "update" },
  },
};
const changes = (live: Properties, news: Properties, imported: Properties = live): readonly string[] => [
  ...difference(spec, comparable(spec, asImported(imported), live, news), news).details.keys(),
];

const cases: readonly (readonly [string, Properties, Properties, readonly string[]])[] = [
  ["what is declared as it is", { title: "a" }, { title: "a" }, []],
  ["what is declared otherwise", { title: "a" }, { title: "b" }, ["title"]],
  ["what is not known yet", { title: "a" }, { title: unknown }, ["title"]],
  ["the vendor's own value", { owner: "theirs", rule: { id: "1", name: "a" } }, { rule: { name: "a" } }, []],
  ["a value that replaces, declared otherwise", { owner: "theirs" }, { owner: "mine" }, ["owner"]],
  ["no value where the vendor has one that is none", { remark: "" }, {}, []],
  ["no value where the vendor has one", { remark: "theirs" }, {}, ["remark"]],
  ["no value where the vendor has the one that leaving out resets to", { plan: "free" }, {}, []],
  ["no value where leaving out resets another one", { plan: "paid" }, {}, ["plan"]],
  ["a value that nobody can clear", { region: "eu" }, {}, []],
  ["a secret that is never told", {}, { secret: "s" }, ["secret"]],
  ["an empty text that is never told", {}, { secret: "" }, []],
  ["the default of what is not told", {}, { short: true }, []],
  ["another value than the default of what is not told", {}, { short: false }, ["short"]],
  ["a switch of the provider that is off", {}, { quiet: false }, []],
  ["a switch of the provider that is on", {}, { quiet: true }, ["quiet"]],
  ["a flag that the vendor has set", { quiet: true }, { quiet: false }, ["quiet"]],
  [
    "a flag deep inside that nobody declares",
    { rule: { name: "a", locked: true } },
    { rule: { name: "a" } },
    ["rule.locked"],
  ],
  [
    "a flag deep inside that is declared off and not told",
    { rule: { name: "a" } },
    { rule: { name: "a", locked: false } },
    [],
  ],
  ["ids of list members", { rules: [{ id: "1", name: "a" }] }, { rules: [{ name: "a" }] }, []],
  ["a list member too many", { rules: [{ name: "a" }, { name: "b" }] }, { rules: [{ name: "a" }] }, ["rules"]],
  [
    "a list in another order",
    { rules: [{ name: "a" }, { name: "b" }] },
    { rules: [{ name: "b" }, { name: "a" }] },
    ["rules"],
  ],
  ["a set in another order", { tags: ["a", "b"] }, { tags: ["b", "a"] }, []],
  ["a set with one less", { tags: ["a", "b"] }, { tags: ["a"] }, ["tags"]],
  ["a key that nobody declares", { labels: { a: "1", b: "2" } }, { labels: { a: "1" } }, ["labels.b"]],
  ["a key that the vendor lacks", { labels: { a: "1" } }, { labels: { a: "1", b: "2" } }, ["labels.b"]],
  ["other words for the same", { body: " a " }, { body: "a" }, []],
  ["other words for something else", { body: " a " }, { body: "b" }, ["body"]],
];

test.each(cases)("after an import, %s", (_what, live, news, expected) => {
  expect(changes(live, news)).toEqual(expected);
});

test("what only the state holds counts: an import leaves out defaults", () => {
  expect(changes({ title: "a", quiet: false }, { title: "a", quiet: false }, { title: "a" })).toEqual([]);
});

test("without the note a value that is newly declared is a change, also where it is recorded", () => {
  const old = { title: "a" };
  expect(comparable(spec, old, { ...old, owner: "me" }, { ...old, owner: "me" })).toBe(old);
});

test("the note goes on and off, and stands for an import alone", () => {
  expect([isImported(asImported({ title: "a" })), isImported({ title: "a" })]).toEqual([true, false]);
  expect(withoutNote(asImported({ title: "a" }))).toEqual({ title: "a" });
});

test("an import declares nothing: what cannot be cleared may be left out after it", () => {
  const old = { title: "a", region: "eu" };
  expect(checkInputs(spec, { title: "a" }, old).map(({ property }) => property)).toEqual(["region"]);
  expect(checkInputs(spec, { title: "a" }, asImported(old))).toEqual([]);
});

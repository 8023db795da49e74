/** What every rule of the model is made of: places, entries, lists in words. */
import { expect, it } from "vitest";
import { enumerate, own, placesOf, repeatedAt } from "../../../../packages/core/src/rules/tools.ts";

it.for<readonly [root: unknown, pattern: string, places: readonly (readonly [path: string, value: unknown])[]]>([
  [
    { a: { x: 1, y: 2 } },
    "a.*",
    [
      ["a.x", 1],
      ["a.y", 2],
    ],
  ],
  [
    { a: [{ b: 1 }, { b: 2 }, {}] },
    "a.*.b",
    [
      ["a.0.b", 1],
      ["a.1.b", 2],
    ],
  ],
  [{ a: null }, "a", [["a", null]]],
  [{ a: null }, "a.b", []],
  [{ a: "text" }, "a.length", []],
  [{ a: ["one"] }, "a.0", []],
  [{ a: ["one"] }, "a.length", []],
  [{ a: {} }, "a.b", []],
  [{ a: {} }, "a.constructor", []],
  [undefined, "a", []],
])("%j has at %s: %j", ([root, pattern, places]) => {
  expect(placesOf(root, pattern).map(({ path, value }) => [path.map(String).join("."), value])).toEqual(places);
});

it("an entry is one of the map itself", () => {
  expect(own({ a: 1 }, "a")).toBe(1);
  expect(own<unknown>({ a: 1 }, "constructor")).toBe(undefined);
});

it.for<readonly [words: readonly string[], text: string]>([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j in words: %s", ([words, text]) => {
  expect(enumerate(words)).toBe(text);
});

it("repeated entries are those that stood before", () => {
  expect(repeatedAt(["a", "b", "a", "a"])).toEqual([2, 3]);
});

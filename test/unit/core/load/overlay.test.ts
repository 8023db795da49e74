import { mergeOverlay } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const dictionary = fc.dictionary(
  fc.constantFrom("a", "b", "c", "__proto__", "constructor"),
  fc.jsonValue({ maxDepth: 3 }),
  {
    noNullPrototype: true,
  },
);

describe("mergeOverlay", () => {
  it("merges maps, replaces the rest and removes with null", () => {
    const base = { a: { b: 1, c: [1, 2] }, d: "text" };
    expect(mergeOverlay(base, { a: { c: [3], e: { f: null, g: 1 } }, d: null })).toEqual({
      a: { b: 1, c: [3], e: { g: 1 } },
    });
  });

  it("puts a map where a list or text stood", () => {
    expect(mergeOverlay({ a: [1], b: "x" }, { a: { c: 1 }, b: {} })).toEqual({ a: { c: 1 }, b: {} });
  });

  it("keeps a date, set or binary whole instead of taking it for an empty map", () => {
    const day = new Date(0);
    expect(mergeOverlay({ a: { b: 1 } }, { a: day })).toEqual({ a: day });
  });

  it("keeps __proto__ a key", () => {
    const merged = mergeOverlay({ a: 1 }, JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>);
    expect(Object.keys(merged)).toEqual(["a", "__proto__"]);
    expect(merged["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it("changes neither argument nor any prototype, and repeats to the same", () => {
    fc.assert(
      fc.property(dictionary, dictionary, (base, overlay) => {
        const before = JSON.stringify([base, overlay]);
        const once = mergeOverlay(base, overlay);
        expect(JSON.stringify(mergeOverlay(once, overlay))).toBe(JSON.stringify(once));
        expect(JSON.stringify([base, overlay])).toBe(before);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

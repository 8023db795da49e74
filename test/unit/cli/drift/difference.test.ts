import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, rootOf, shown, valueAt } from "../../../../packages/cli/src/drift/difference.ts";

describe("differences", () => {
  it.each([
    ["a scalar", { a: 1 }, { a: 2 }, [{ path: "a", before: 1, after: 2 }]],
    ["deep inside", { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, [{ path: "a.b[0].c", before: 1, after: 2 }]],
    ["something more", { a: [1] }, { a: [1, 2] }, [{ path: "a[1]", before: undefined, after: 2 }]],
    ["something less", { a: [1, 2] }, { a: [2] }, [{ path: "a[0]", before: 1, after: undefined }]],
    [
      "put in at the front",
      { a: ["x", "y"] },
      { a: ["z", "x", "y"] },
      [{ path: "a[0]", before: undefined, after: "z" }],
    ],
    ["a new key", {}, { a: "x" }, [{ path: "a", before: undefined, after: "x" }]],
    ["false for true", { a: true }, { a: false }, [{ path: "a", before: true, after: false }]],
    ["zero for one", { a: 1 }, { a: 0 }, [{ path: "a", before: 1, after: 0 }]],
    ["gone to null", { a: "x" }, { a: null }, [{ path: "a", before: "x", after: null }]],
  ])("tells %s", (_title, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });

  it.each([
    ["another order", { a: [1, 2, 3] }, { a: [3, 1, 2] }],
    ["null for absent", { a: null }, {}],
    ["an empty list for absent", { a: [] }, {}],
    ["an empty map for null", { a: {} }, { a: null }],
    ["a map of nothing for absent", { a: { b: "" } }, {}],
  ])("takes %s for the same", (_title, before, after) => {
    expect(differences(before, after)).toEqual([]);
  });

  it("finds every single scalar that changes, wherever it stands", () => {
    const leaf = fc.oneof(fc.integer({ min: 1 }), fc.string({ minLength: 1 }), fc.constant(true));
    const tree = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,4}$/),
      fc.oneof(
        leaf,
        fc.array(leaf, { minLength: 1 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), leaf, { minKeys: 1 }),
      ),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(tree, fc.nat(), (before, pick) => {
        const paths = leafPaths(before);
        const path = paths[pick % paths.length]!;
        const after = structuredClone(before);
        set(after, path, "something else entirely");
        const found = differences(before, after);
        return found.length > 0 && found.every((each) => rootOf(each.path) === String(path[0]));
      }),
    );
  });

  it("tells nothing of equal values", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => differences(value, structuredClone(value)).length === 0));
  });
});

describe("paths and values", () => {
  it("reads a value at its path", () => {
    expect(valueAt({ a: [{ b: 3 }] }, "a[0].b")).toBe(3);
    expect(valueAt({ a: 1 }, "a.b.c")).toBeUndefined();
    expect(rootOf("a[0].b")).toBe("a");
  });

  it("shows values short and in one line", () => {
    expect(shown("one\ntwo")).toBe("one two");
    expect(shown({ a: 1 })).toBe('{"a":1}');
    expect(shown(undefined)).toBeUndefined();
    expect(shown("x".repeat(500))).toHaveLength(90);
  });
});

type Path = readonly (string | number)[];

function leafPaths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, each]) =>
    leafPaths(each, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

function set(value: unknown, path: Path, leaf: unknown): void {
  const [first, ...rest] = path;
  const holder = value as Record<string | number, unknown>;
  if (rest.length === 0) holder[first!] = leaf;
  else set(holder[first!], rest, leaf);
}

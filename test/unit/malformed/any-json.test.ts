import { formatPath, modelSchema, problemCodes, resolveModel, valueAt, type KeyPath } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model } from "../../../stacks/index.ts";
import { pathsOf, withValueAt } from "./key-paths.ts";
import { at, problemsOf } from "./overlay-case.ts";

const paths = pathsOf(model);
const anyPath = fc.constantFrom(...paths);

/** Values that are right somewhere, so that many mutations pass the schema and reach the rules. */
const rightSomewhere = anyPath.map((path) => valueAt(model, path));
const nasty: readonly unknown[] = [
  "constructor",
  "__proto__",
  "toString",
  "",
  " ",
  "\u0000",
  "\ud800",
  "0 seconds",
  "0.5 minutes",
  "999999999999999999999 days",
  "FREQ=SECONDLY",
  "FREQ=YEARLY;INTERVAL=1000000",
  "2026-02-30",
  "9999-12-31",
  "0100-01-01T00:00",
  "UTC",
  "../..",
  "${x}",
  "{{ X }}",
  "x".repeat(100_000),
  0,
  -0,
  1e308,
  -1,
  Number.MAX_SAFE_INTEGER,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  null,
  [],
  {},
  [[[]]],
  { secret: "x" },
  { value: "x" },
  { from: "stage-name" },
  { rotation: "drill-team" },
  { person: "ada-brandt" },
  new Date(0),
  new Set([1]),
];
const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), rightSomewhere, fc.constantFrom(...nasty));

/** A refusal tells at least one problem, each with a known code, a place, what is allowed and a fix of one line. */
function judged(input: unknown): void {
  const result = resolveModel(input, { at });
  if (result.ok) expect(modelSchema.safeParse(input).success).toBe(true);
  else expect(result.problems.length).toBeGreaterThan(0);
  for (const { code, path, expected, fix } of problemsOf(result)) {
    expect(Object.keys(problemCodes)).toContain(code);
    for (const text of [path, expected, fix]) expect(text).toMatch(/^[^\n]+$/);
  }
}

describe("any JSON at any place", () => {
  it("is refused with problems, or accepted because the schema and every rule allow it", () => {
    fc.assert(
      fc.property(anyPath, anything, (path, value) => {
        judged(withValueAt(model, path, value));
      }),
      { numRuns: 400 },
    );
  });

  it("holds for several places at once", () => {
    const changes = fc.array(fc.tuple(anyPath, anything), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(changes, (all) => {
        judged(all.reduce<unknown>((root, [path, value]) => withValueAt(root, path, value), model));
      }),
      { numRuns: 100 },
    );
  });

  it("holds for places left out", () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        judged(withValueAt(model, path, undefined));
      }),
      { numRuns: 150 },
    );
  });

  it("holds for anything in place of the model", () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(resolveModel(value, { at }).ok).toBe(false);
        judged(value);
      }),
      { numRuns: 100 },
    );
  });

  it("holds for nesting without end and data that hold themselves", () => {
    const deep = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [inner], 1);
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const value of [deep, circular]) {
      expect(problemsOf(resolveModel({ ...model, drills: value }, { at })).map(({ code }) => code)).toContain(
        "schema.not-plain",
      );
    }
  });

  it("tells an unknown key at its place in every map of the schema", () => {
    const free =
      /^(?:organization\.(?:people|teams|roles|complianceClasses|credentials|labels)|services|stages|stacks|.*\.(?:slos|rotatedOn|dependencies|environment|killSwitches|windows|risks|triggers|checklist|handOffs|operatorCommands|plannedWork|telemetry|rotations|escalations|businessServices|maintenance|layers|catalogue))$/;
    const maps = paths.filter((path) => {
      const value = valueAt(model, path);
      const isMap = value !== null && typeof value === "object" && !Array.isArray(value);
      return isMap && (!free.test(formatPath(path)) || path[1] === "types");
    });
    fc.assert(
      fc.property(fc.constantFrom(...maps), (path: KeyPath) => {
        const place = [...path, "zzz"];
        const found = problemsOf(resolveModel(withValueAt(model, place, 1), { at }));
        expect(found).toContainEqual(expect.objectContaining({ code: "schema.unknown-key", path: formatPath(place) }));
      }),
      { numRuns: 100 },
    );
  });

  it("answers briefly for huge keys, texts and lists", () => {
    const huge = "a.b-eyJ-".repeat(250_000);
    for (const [path, value] of [
      [["stages", "prod", huge], huge],
      [["stages", huge], {}],
      [["organization", "title"], huge],
      [["stages", "prod", "approval", "people"], Array.from({ length: 20_000 }, (_, index) => `p${String(index)}`)],
    ] as const) {
      const problems = problemsOf(resolveModel(withValueAt(model, path, value), { at }));
      const longest = Math.max(...problems.map((each) => JSON.stringify(each).length));
      expect(longest).toBeGreaterThan(0);
      expect(longest).toBeLessThan(2_000);
    }
  });

  it("does not change or freeze its input", () => {
    const input = structuredClone(model);
    resolveModel(input, { at });
    expect(input).toEqual(model);
    expect(Object.isFrozen(input.stages)).toBe(false);
    expect(Object.isFrozen(input.release.ramp)).toBe(false);
  });
});

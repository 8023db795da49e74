import {
  formatPath,
  nearest,
  selectStack,
  shortValue,
  suggestion,
  valueAt,
  resolveModel,
  valueOrThrow,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { at } from "../../malformed/overlay-case.ts";

describe("formatPath", () => {
  it.for([
    [[], "(root)"],
    [["release", "ramp", 2, "percent"], "release.ramp[2].percent"],
    [["organization", "people", "ada-brandt"], "organization.people.ada-brandt"],
    [["organization", "labels", "type: patch"], 'organization.labels["type: patch"]'],
    [["a", ""], 'a[""]'],
    [["a", "0"], 'a["0"]'],
    [["a", "x".repeat(200)], `a["${"x".repeat(79)}…"]`],
    [["a", "line\nbreak"], 'a["line\\nbreak"]'],
  ] as const)("%j", ([path, text]) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("valueAt", () => {
  it("finds own keys and positions only", () => {
    expect(valueAt({ a: [{ b: 1 }] }, ["a", 0, "b"])).toBe(1);
    expect(valueAt({ a: 1 }, ["constructor"])).toBeUndefined();
    expect(valueAt({ a: "text" }, ["a", "length"])).toBeUndefined();
    expect(valueAt(null, ["a"])).toBeUndefined();
  });
});

describe("shortValue", () => {
  it.for([
    [[1, 2], "a list of 2"],
    [{ a: 1 }, "a map"],
    ["x".repeat(81), `${"x".repeat(79)}…`],
    ["x".repeat(80), "x".repeat(80)],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [7, 7],
    [false, false],
    [undefined, undefined],
  ] as const)("%j", ([value, shown]) => {
    expect(shortValue(value)).toEqual(shown);
  });
});

describe("suggestions", () => {
  it("name the nearest, or what there is", () => {
    expect(nearest("prdo", ["dev", "prod"])).toBe("prod");
    expect(nearest("PROD", ["dev", "prod"])).toBe("prod");
    expect(nearest("production-europe", ["dev", "prod"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
    expect(suggestion("prdo", ["dev", "prod"])).toBe('Did you mean "prod"?');
    expect(suggestion("zzzzzzzz", ["dev", "prod"])).toBe('Use one of "dev", "prod".');
    expect(suggestion("x", [])).toBe("There is none to choose from.");
    expect(
      suggestion(
        "zzzzzzzz",
        Array.from({ length: 11 }, (_, index) => `stage${String(index)}`),
      ),
    ).toMatch(/…\.$/);
  });
});

describe("selectStack", () => {
  const resolved = valueOrThrow(resolveModel(model, { at }));

  it("chooses a stack", () => {
    expect(selectStack(resolved, "prod")).toMatchObject({ stackName: "prod", stack: { kind: "stage", stage: "prod" } });
  });

  it.for([
    ["prd", 'Did you mean "prod"?'],
    ["constructor", 'Use one of "shared", "dev", "staging", "prod", "drill".'],
    ["", 'Use one of "shared", "dev", "staging", "prod", "drill".'],
  ] as const)("refuses %j", ([name, fix]) => {
    expect(() => selectStack(resolved, name)).toThrow(
      expect.objectContaining({ code: "stack.unknown", exitCode: 2, fix, message: `There is no stack "${name}".` }),
    );
  });
});

describe("resolveModel", () => {
  it("gives a value that is frozen throughout", () => {
    const resolved = valueOrThrow(resolveModel(model, { at }));
    expect(Object.isFrozen(resolved)).toBe(true);
    expect(Object.isFrozen(resolved.release.ramp[0]?.abort)).toBe(true);
    expect(Object.isFrozen(resolved.organization.teams["platform"]?.members)).toBe(true);
  });

  it("tells problems in the order of their places, the same every time", () => {
    const input = { ...model, stages: {}, drills: null, extra: 1 };
    const first = resolveModel(input, { at });
    const paths = first.ok ? [] : first.problems.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths).toEqual([...paths].sort());
    expect(resolveModel(input, { at })).toEqual(first);
  });

  it("names the nearest key, person and plan", () => {
    const overlay = {
      ...model,
      relase: {},
      stages: { ...model.stages, prod: { ...model.stages["prod"], approval: { people: ["ada-brand"] } } },
    };
    const result = resolveModel(overlay, { at });
    const fixes = result.ok ? [] : result.problems.map(({ fix }) => fix);
    expect(fixes).toContain('Remove "relase" or correct it. Did you mean "release"?');
    expect(fixes).toContain('Declare it in organization.people or correct the name. Did you mean "ada-brandt"?');
  });
});

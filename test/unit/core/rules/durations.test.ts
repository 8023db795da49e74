import { isDuration, milliseconds, modelSchema, toDuration, formatPath, type Model } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { durationFields } from "../../../../packages/core/src/rules/duration-fields.ts";
import { durationRules } from "../../../../packages/core/src/rules/durations.ts";
import { placesOf } from "../../../../packages/core/src/rules/tools.ts";
import { model } from "../../../../stacks/index.ts";
import { pathsOf, withValueAt } from "../../malformed/key-paths.ts";
import { at, told } from "../../malformed/overlay-case.ts";

const resolved = modelSchema.parse(model);
const judge = (changed: unknown): string[] =>
  told(durationRules.flatMap((rule) => rule.check({ model: changed as Model, at })));

describe.for(durationFields)("$at", (field) => {
  const [place] = placesOf(resolved, field.at).filter(({ value }) => value !== "never");
  const path = place?.path ?? [];
  const given = (ms: number): string[] => judge(withValueAt(resolved, path, `${String(ms / 1000)} seconds`));
  const unit = { millisecond: 1, second: 1000, minute: 60_000 }[field.whole];

  it(`takes ${field.least} and ${field.most}`, () => {
    expect(given(milliseconds(field.least))).toEqual([]);
    expect(given(milliseconds(field.most))).toEqual([]);
  });

  it("refuses one step beyond the ends", () => {
    expect(given(milliseconds(field.most) + unit)).toEqual([`duration.out-of-range ${formatPath(path)}`]);
    if (milliseconds(field.least) > 0) {
      expect(given(milliseconds(field.least) - unit)).toEqual([`duration.out-of-range ${formatPath(path)}`]);
    }
  });

  it(`refuses what is no whole ${field.whole}`, () => {
    if (field.whole === "millisecond") return;
    expect(given(milliseconds(field.least) + unit * 1.5)).toEqual([`duration.not-whole ${formatPath(path)}`]);
  });
});

describe("the table of durations", () => {
  it("holds every duration of the reference organisation", () => {
    const listed = new Set(
      [
        ...durationFields.map(({ at: pattern }) => pattern),
        "onCall.rotations.*.layers.*.restrictions.*.duration",
      ].flatMap((pattern) => placesOf(resolved, pattern).map(({ path }) => formatPath(path))),
    );
    const all = pathsOf(resolved).filter((path) => {
      const [found] = placesOf(
        resolved,
        path
          .map(String)
          .join(".")
          .replaceAll(/\.\d+(?=\.|$)/g, ".*"),
      );
      const value = path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], resolved);
      return found !== undefined && typeof value === "string" && isDuration(value);
    });
    // The period of an objective is one of three words.
    const rest = all.map(formatPath).filter((path) => !listed.has(path) && !/\.slos\.[a-z]+\.period$/.test(path));
    expect(rest).toEqual([]);
  });

  it("names ranges that are ranges", () => {
    for (const { least, most } of durationFields) expect(milliseconds(least)).toBeLessThan(milliseconds(most));
    expect(toDuration(milliseconds("43200 minutes"))).toBe("30 days");
  });
});

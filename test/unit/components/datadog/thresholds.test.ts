import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  laxerFloor,
  laxerLimit,
  laxerShare,
  laxerUse,
  warningBelow,
} from "../../../../components/datadog/thresholds.ts";

const percent = fc.double({ min: 0, max: 99, noNaN: true });
const factor = fc.double({ min: 1, max: 100, noNaN: true });

describe("thresholds of a stage", () => {
  it.each([
    [laxerShare, 1, 2, 2],
    [laxerShare, 60, 2, 99],
    [laxerUse, 80, 2, 90],
    [laxerUse, 80, 100, 99],
    [laxerLimit, 500, 2, 1000],
    [laxerFloor, 50, 2, 25],
  ])("%o of %s by factor %s is %s", (laxer, value, by, expected) => {
    expect(laxer(value, by)).toBe(expected);
  });

  it("are those of production by factor 1, and never stricter by a higher one", () => {
    fc.assert(
      fc.property(percent, factor, (value, by) => {
        for (const laxer of [laxerShare, laxerUse, laxerLimit]) {
          expect(laxer(value, 1)).toBeCloseTo(value, 3);
          expect(laxer(value, by)).toBeGreaterThanOrEqual(laxer(value, 1));
        }
        expect(laxerFloor(value, by)).toBeLessThanOrEqual(laxerFloor(value, 1));
      }),
    );
  });

  it("of shares stay where a share can pass them", () => {
    fc.assert(
      fc.property(percent, factor, (value, by) => {
        expect(laxerShare(value, by)).toBeLessThan(100);
        expect(laxerUse(value, by)).toBeLessThan(100);
      }),
    );
  });

  it("keep a warning only where it comes first", () => {
    expect(warningBelow(1, 2)).toEqual({ warning: 1 });
    expect(warningBelow(2, 2)).toEqual({});
  });
});

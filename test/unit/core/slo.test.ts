import { burnAlerts, burnCeiling, burnPairs, type Duration, LaunchgateError, milliseconds } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const target = fc.double({ min: 50, max: 99.999, noNaN: true });
const period = fc.constantFrom<Duration>("7 days", "14 days", "28 days", "30 days", "90 days", "365 days");

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof LaunchgateError ? error.code : String(error);
  }
};

describe("burnAlerts, O2", () => {
  it("gives the workbook's table for 30 days", () => {
    expect(burnAlerts({ targetPercent: 99.9, period: "30 days" })).toEqual({
      alerts: [
        { severity: "page", factor: 14.4, longWindow: "1 hour", shortWindow: "5 minutes", budgetShare: 0.02 },
        { severity: "page", factor: 6, longWindow: "6 hours", shortWindow: "30 minutes", budgetShare: 0.05 },
        { severity: "ticket", factor: 3, longWindow: "1 day", shortWindow: "2 hours", budgetShare: 0.1 },
        { severity: "ticket", factor: 1, longWindow: "3 days", shortWindow: "6 hours", budgetShare: 0.1 },
      ],
      ceiling: 1000,
      unreachable: [],
    });
  });

  it("scales the windows with the period and keeps factors and shares", () => {
    expect(burnAlerts({ targetPercent: 99.9, period: "90 days" }).alerts.map((each) => each.longWindow)).toEqual([
      "3 hours",
      "18 hours",
      "3 days",
      "9 days",
    ]);
    expect(burnAlerts({ targetPercent: 99.9, period: "7 days" }).alerts.map((each) => each.shortWindow)).toEqual([
      "70 seconds",
      "7 minutes",
      "28 minutes",
      "84 minutes",
    ]);
  });

  it("names a factor that the target cannot reach, and what could be", () => {
    const plan = burnAlerts({ targetPercent: 90, period: "30 days" });
    expect(plan.ceiling).toBe(10);
    expect(plan.alerts.map((each) => each.factor)).toEqual([6, 3, 1]);
    expect(plan.unreachable).toEqual([
      {
        severity: "page",
        factor: 14.4,
        longWindow: "1 hour",
        shortWindow: "5 minutes",
        budgetShare: 0.02,
        reason:
          "A burn rate cannot exceed 10 at this target, so 14.4 is never reached; " +
          "the same share of the budget is within reach from a long window of 2 hours.",
      },
    ]);
  });

  it("counts a factor that equals the ceiling as unreachable: nothing exceeds a total outage", () => {
    const targetPercent = 100 - 100 / 6;
    expect(burnAlerts({ targetPercent, period: "30 days" }).unreachable.map((each) => each.factor)).toEqual([14.4, 6]);
  });

  it.each([100, 0, Number.NaN, -1, 101, Number.POSITIVE_INFINITY])("refuses the target %s", (targetPercent) => {
    expect(codeOf(() => burnAlerts({ targetPercent, period: "30 days" }))).toBe("slo.invalid-target");
  });

  it.each(["1 hour", "400 days", "0 days", "30d", ""])("refuses the period %j", (text) => {
    expect(codeOf(() => burnAlerts({ targetPercent: 99, period: text as Duration }))).toBe("slo.invalid-period");
  });

  it("loses no pair, and each spends its share of the budget in its long window", () => {
    fc.assert(
      fc.property(target, period, (targetPercent, length) => {
        const { alerts, unreachable, ceiling } = burnAlerts({ targetPercent, period: length });
        expect(alerts.length + unreachable.length).toBe(4);
        for (const each of [...alerts, ...unreachable]) {
          const share = (each.factor * milliseconds(each.longWindow)) / milliseconds(length);
          expect(share).toBeCloseTo(each.budgetShare, 6);
          expect(milliseconds(each.longWindow) / milliseconds(each.shortWindow)).toBeCloseTo(12, 0);
        }
        for (const each of alerts) expect(each.factor).toBeLessThan(ceiling);
        for (const each of unreachable) expect(each.factor).toBeGreaterThanOrEqual(ceiling);
      }),
    );
  });
});

describe("burnCeiling", () => {
  it.each([
    [99.9, 1000],
    [99, 100],
    [95, 20],
    [50, 2],
    [99.999, 100_000],
  ])("is exact for %s %%", (targetPercent, ceiling) => {
    expect(burnCeiling(targetPercent)).toBe(ceiling);
  });
});

describe("burnPairs", () => {
  it("keeps the factors 14.4, 6, 3 and 1 for every whole period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 366 }), (days) => {
        const factors = burnPairs(`${days} days`).map(({ alert }) => alert.factor);
        [14.4, 6, 3, 1].forEach((wanted, index) => expect(factors[index]).toBeCloseTo(wanted, 1));
      }),
    );
  });
});

import { type BurnAlert, burnAlerts, errorBudget, hours, LaunchgateError, lowTrafficCompanion } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const objective = { targetPercent: 99.9, period: "30 days" } as const;
const [fast, slow] = burnAlerts(objective).alerts as [BurnAlert, BurnAlert];

describe("errorBudget, O2", () => {
  it.each([
    [1_000_000, 1_000_000, 1],
    [999_500, 1_000_000, 0.5],
    [999_000, 1_000_000, 0],
    [998_000, 1_000_000, -1],
  ])("%i good of %i leave a share of %s", (good, total, left) => {
    expect(errorBudget(99.9, good, total).leftShare).toBeCloseTo(left, 9);
  });

  it("makes no statement without events", () => {
    expect(errorBudget(99.9, 0, 0)).toEqual({ allowed: 0, failed: 0, leftShare: undefined });
  });

  it.each([
    [2, 1],
    [-1, 5],
    [Number.NaN, 5],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
  ])("refuses %s good of %s", (good, total) => {
    expect(() => errorBudget(99.9, good, total)).toThrow(LaunchgateError);
  });
});

describe("lowTrafficCompanion", () => {
  it("speaks from the fewest failures that spend more than the share", () => {
    expect(lowTrafficCompanion({ ...objective, requestsPerHour: 100, alert: fast })).toEqual({
      severity: "page",
      window: "1 hour",
      failures: 2,
      belowRequests: 100,
    });
    expect(lowTrafficCompanion({ ...objective, requestsPerHour: 100, alert: slow })).toEqual({
      severity: "page",
      window: "6 hours",
      failures: 4,
      belowRequests: 600,
    });
  });

  it("never speaks on one lone failure", () => {
    expect(lowTrafficCompanion({ ...objective, requestsPerHour: 1, alert: fast }).failures).toBe(2);
  });

  it("agrees with the pair at the traffic where they meet", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(fast, slow), (requestsPerHour, alert) => {
        const { failures, belowRequests } = lowTrafficCompanion({ ...objective, requestsPerHour, alert });
        const burn = (count: number): number => (count / belowRequests) * 1000;
        expect(burn(failures)).toBeGreaterThan(alert.factor - 1e-6);
        if (failures > 2) expect(burn(failures - 1)).toBeLessThanOrEqual(alert.factor + 1e-6);
        expect(belowRequests).toBe(requestsPerHour * hours(alert.longWindow));
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s requests an hour", (requestsPerHour) => {
    expect(() => lowTrafficCompanion({ ...objective, requestsPerHour, alert: fast })).toThrow(LaunchgateError);
  });
});

import {
  type BurnAlert,
  burnAlerts,
  datadogBurnAlerts,
  detectionTime,
  type Duration,
  milliseconds,
} from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const table = (period: Duration, targetPercent = 99.9, thresholdFactor = 1): unknown[] =>
  datadogBurnAlerts({ targetPercent, period, thresholdFactor }).alerts.map((each) => [
    each.id,
    each.factor,
    each.longWindowHours,
    each.shortWindowMinutes,
    Number(each.budgetShare.toFixed(4)),
  ]);

const inMilliseconds = (alert: BurnAlert, targetPercent: number, errorRate: number): number => {
  const time = detectionTime(alert, { targetPercent, errorRate });
  return time === "never" ? Number.POSITIVE_INFINITY : milliseconds(time);
};

describe("datadogBurnAlerts, O2", () => {
  it("keeps the workbook's pairs of 30 days up to 48 hours, and cuts the 3 days", () => {
    expect(table("30 days")).toEqual([
      ["fast-page", 14.4, 1, 5, 0.02],
      ["slow-page", 6, 6, 30, 0.05],
      ["fast-ticket", 3, 24, 120, 0.1],
      ["slow-ticket", 1, 48, 240, 0.0667],
    ]);
  });

  it("raises windows under an hour for 7 days and leaves out the page that always comes second", () => {
    const plan = datadogBurnAlerts({ targetPercent: 99.9, period: "7 days" });
    expect(table("7 days")).toEqual([
      ["fast-page", 3.36, 1, 5, 0.02],
      ["fast-ticket", 3, 5, 25, 0.0893],
      ["slow-ticket", 1, 16, 80, 0.0952],
    ]);
    expect(plan.leftOut.map(({ id, reason }) => [id, reason])).toEqual([
      ["slow-page", "fast-page always speaks first."],
    ]);
    expect(plan.alerts[0]?.adapted).toBe(
      "The workbook's long window is 14 minutes; Datadog takes whole hours from 1 to 48: 1 h, the share of the budget is kept.",
    );
  });

  it("leaves out windows of more than 96 hours, as for 90 days", () => {
    const plan = datadogBurnAlerts({ targetPercent: 99.9, period: "90 days" });
    expect(table("90 days")).toEqual([
      ["fast-page", 14.4, 3, 15, 0.02],
      ["slow-page", 6, 18, 90, 0.05],
      ["fast-ticket", 3, 48, 240, 0.0667],
    ]);
    expect(plan.leftOut.map(({ id }) => id)).toEqual(["slow-ticket"]);
  });

  it("becomes laxer by the threshold factor, and tells what then is out of reach", () => {
    expect(table("30 days", 99.9, 2)).toEqual([
      ["fast-page", 28.8, 1, 5, 0.04],
      ["slow-page", 12, 6, 30, 0.1],
      ["fast-ticket", 6, 24, 120, 0.2],
      ["slow-ticket", 2, 48, 240, 0.1333],
    ]);
    const plan = datadogBurnAlerts({ targetPercent: 95, period: "30 days", thresholdFactor: 2 });
    expect(plan.unreachable.map(({ id, factor }) => [id, factor])).toEqual([["fast-page", 28.8]]);
    expect(plan.ceiling).toBe(20);
  });

  it("loses no pair, takes only windows that Datadog takes, and never speaks later than the workbook", () => {
    const target = fc.double({ min: 50, max: 99.999, noNaN: true });
    const period = fc.integer({ min: 1, max: 120 }).map((days): Duration => `${days} days`);
    fc.assert(
      fc.property(target, period, fc.double({ min: 0, max: 1, noNaN: true }), (targetPercent, length, errorRate) => {
        const plan = datadogBurnAlerts({ targetPercent, period: length });
        expect(plan.alerts.length + plan.unreachable.length + plan.leftOut.length).toBe(4);
        for (const each of plan.alerts) {
          expect(each.longWindowHours).toBeGreaterThanOrEqual(1);
          expect(each.longWindowHours).toBeLessThanOrEqual(48);
          expect(Number.isInteger(each.longWindowHours) && Number.isInteger(each.shortWindowMinutes)).toBe(true);
          expect(each.shortWindowMinutes).toBeLessThan(each.longWindowHours * 60);
          expect(each.factor).toBeLessThan(plan.ceiling);
        }
        const earliest = (alerts: readonly BurnAlert[]): number =>
          Math.min(...alerts.map((each) => inMilliseconds(each, targetPercent, errorRate)));
        const pages = (alerts: readonly BurnAlert[]): BurnAlert[] => alerts.filter((each) => each.severity === "page");
        const workbook = burnAlerts({ targetPercent, period: length });
        expect(earliest(pages(plan.alerts))).toBeLessThanOrEqual(earliest(pages(workbook.alerts)) + 1);
      }),
    );
  });
});

import {
  type BurnAlert,
  burnAlerts,
  burnRate,
  detectionTime,
  type Duration,
  milliseconds,
  resetTime,
} from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const target = 99.9;
const alerts = burnAlerts({ targetPercent: target, period: "30 days" }).alerts;
const minute = milliseconds("1 minute");
const inMinutes = (time: Duration | "never" | "never spoke"): number =>
  time === "never" || time === "never spoke" ? Number.POSITIVE_INFINITY : milliseconds(time) / minute;

/** Plays an outage minute by minute over both windows: when the alert starts and when, after the end, it stops. */
function played(alert: BurnAlert, errorRate: number, outageMinutes: number): { starts: number; stopsAfterEnd: number } {
  const long = milliseconds(alert.longWindow) / minute;
  const short = milliseconds(alert.shortWindow) / minute;
  const failing = (upTo: number, window: number): number =>
    Math.max(0, Math.min(upTo, outageMinutes) - Math.max(0, upTo - window));
  const speaks = (now: number): boolean =>
    [long, short].every(
      (window) => ((failing(now, window) / window) * errorRate) / (1 - target / 100) > alert.factor + 1e-9,
    );
  const last = outageMinutes + long + 1;
  let starts = Number.POSITIVE_INFINITY;
  let stopsAfterEnd = Number.POSITIVE_INFINITY;
  for (let now = 1; now <= last; now += 1) {
    if (starts === Number.POSITIVE_INFINITY && speaks(now)) starts = now;
    if (now > outageMinutes && stopsAfterEnd === Number.POSITIVE_INFINITY && !speaks(now)) {
      stopsAfterEnd = now - outageMinutes;
    }
  }
  return { starts, stopsAfterEnd };
}

describe("detectionTime and resetTime, O2", () => {
  it.each([
    [0, 1, 0.864, 4.928],
    [0, 0.02, 43.2, 1.4],
    [1, 0.02, 108, 21],
    [2, 0.02, 216, 102],
    [3, 0.02, 216, 342],
  ])("pair %i at an error rate of %s: detected after %s minutes, silent %s minutes after the end", (...row) => {
    const [pair, errorRate, detected, reset] = row;
    const alert = alerts[pair] as BurnAlert;
    expect(inMinutes(detectionTime(alert, { targetPercent: target, errorRate }))).toBeCloseTo(detected, 4);
    expect(inMinutes(resetTime(alert, { targetPercent: target, errorRate }))).toBeCloseTo(reset, 4);
  });

  it("agree with an outage played minute by minute", () => {
    fc.assert(
      fc.property(fc.constantFrom(...alerts), fc.double({ min: 0.0005, max: 0.5, noNaN: true }), (alert, errorRate) => {
        const outage = { targetPercent: target, errorRate };
        const detected = inMinutes(detectionTime(alert, outage));
        if (!Number.isFinite(detected)) {
          expect(played(alert, errorRate, milliseconds(alert.longWindow) / minute).starts).toBe(detected);
          return;
        }
        const outageMinutes = Math.ceil(detected) + Math.ceil(milliseconds(alert.shortWindow) / minute);
        const { starts, stopsAfterEnd } = played(alert, errorRate, outageMinutes);
        expect(Math.abs(starts - detected)).toBeLessThanOrEqual(1.01);
        expect(Math.abs(stopsAfterEnd - inMinutes(resetTime(alert, outage)))).toBeLessThanOrEqual(1.01);
      }),
      { numRuns: 60 },
    );
  });

  it("never speak at or below the factor, nor on a rate that is none", () => {
    const alert = alerts[3] as BurnAlert;
    for (const errorRate of [0.0005, 0.001, 0, Number.NaN, -1, 2]) {
      expect(detectionTime(alert, { targetPercent: target, errorRate })).toBe("never");
      expect(resetTime(alert, { targetPercent: target, errorRate })).toBe("never spoke");
    }
  });

  it("measure the burn rate against the target", () => {
    expect(burnRate({ targetPercent: 99, errorRate: 0.1 })).toBeCloseTo(10, 9);
    expect(burnRate({ targetPercent: 99, errorRate: 1.5 })).toBeNaN();
  });
});

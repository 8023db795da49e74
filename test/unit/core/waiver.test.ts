/** When a waiver holds (R8). */
import { waiverStanding } from "@launchgate/core";
import { describe, expect, it } from "vitest";

const waiver = { granted: "2026-11-01", expires: "2026-11-30", timeZone: "Europe/Berlin" };
const at = (text: string): Date => new Date(text);

describe("standing of a waiver", () => {
  it.for([
    ["the last minute before", "2026-10-31T22:59:59Z", "not-yet"],
    ["the first minute", "2026-10-31T23:00:00Z", "holds"],
    ["the last minute of the last day", "2026-11-30T22:59:59Z", "holds"],
    ["the first minute after", "2026-11-30T23:00:00Z", "expired"],
  ] as const)("%s", ([, moment, standing]) => {
    expect(waiverStanding(waiver, at(moment))).toBe(standing);
  });

  it.for([
    ["90 days, over the end of summer time", "2026-09-01", "2026-11-30", "holds"],
    ["91 days", "2026-08-31", "2026-11-30", "too-long"],
    ["one day", "2026-11-21", "2026-11-21", "holds"],
    ["backwards", "2026-11-22", "2026-11-21", "too-long"],
    ["no day", "2026-11-01", "2026-13-01", "too-long"],
    ["no first day", "yesterday", "2026-11-30", "too-long"],
  ] as const)("life of %s", ([, granted, expires, standing]) => {
    expect(waiverStanding({ ...waiver, granted, expires }, at("2026-11-21T10:00:00Z"))).toBe(standing);
  });

  it("the same moment differs by zone", () => {
    const moment = at("2026-11-30T23:30:00Z");
    expect(waiverStanding(waiver, moment)).toBe("expired");
    expect(waiverStanding({ ...waiver, timeZone: "America/Sao_Paulo" }, moment)).toBe("holds");
  });

  it("an unknown zone never holds", () => {
    expect(waiverStanding({ ...waiver, timeZone: "Mars/Olympus" }, at("2026-11-21T10:00:00Z"))).toBe("too-long");
  });
});

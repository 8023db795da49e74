import { budgetExemptions, downtimeLength, nextOccurrence, type PlannedWork } from "@launchgate/core";
import { describe, expect, it } from "vitest";

const work: PlannedWork = { timeZone: "Europe/Berlin", start: "2026-01-07T04:00", duration: "30 minutes" };
const at = (iso: string): number => Date.parse(iso) / 1000;

describe("budgetExemptions, O2", () => {
  it("hold work that happens once by start and end", () => {
    expect(budgetExemptions(work)).toEqual({
      ok: true,
      exemptions: [{ id: "once", start: at("2026-01-07T04:00:00+01:00"), end: at("2026-01-07T04:30:00+01:00") }],
    });
  });

  it.each(["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;COUNT=5", "FREQ=YEARLY;UNTIL=20301231"])(
    "hold %s as it stands",
    (recurrence) => {
      expect(budgetExemptions({ ...work, recurrence })).toEqual({
        ok: true,
        exemptions: [
          { id: "series", start: at("2026-01-07T04:00:00+01:00"), rrule: recurrence, durationSeconds: 1800 },
        ],
      });
    },
  );

  it("hold several weekdays as one series each, from its first day on", () => {
    const result = budgetExemptions({ ...work, recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR" });
    expect(result).toEqual({
      ok: true,
      exemptions: [
        {
          id: "mo",
          start: at("2026-01-19T04:00:00+01:00"),
          rrule: "FREQ=WEEKLY;INTERVAL=2",
          durationSeconds: 1800,
        },
        {
          id: "fr",
          start: at("2026-01-09T04:00:00+01:00"),
          rrule: "FREQ=WEEKLY;INTERVAL=2",
          durationSeconds: 1800,
        },
      ],
    });
  });

  it.each([
    "FREQ=MONTHLY;BYDAY=1SU",
    "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=4",
    "FREQ=YEARLY;BYMONTH=3",
    "FREQ=WEEKLY;BYDAY=SU;BYHOUR=3",
    "FREQ=NEVER",
  ])("refuse %s, and say why", (recurrence) => {
    const result = budgetExemptions({ ...work, recurrence });
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.reason).toMatch(/\w{3}/);
  });
});

describe("nextOccurrence", () => {
  const weekly = { ...work, recurrence: "FREQ=WEEKLY;BYDAY=SU" };

  it.each([
    ["2026-11-21T10:00:00Z", "2026-11-22T04:00:00"],
    ["2026-11-22T02:58:00Z", "2026-11-22T04:00:00"],
    ["2026-11-22T03:00:00Z", "2026-11-29T04:00:00"],
    ["2020-01-01T00:00:00Z", "2026-01-11T04:00:00"],
  ])("after %s is %s on the wall clock of the zone", (now, next) => {
    expect(nextOccurrence(weekly, new Date(now))).toBe(next);
  });

  it("is none after the last one, and none for work that happens once", () => {
    const ended = { ...work, recurrence: "FREQ=DAILY;COUNT=3" };
    expect(nextOccurrence(ended, new Date("2026-02-01T00:00:00Z"))).toBeUndefined();
    expect(nextOccurrence(work, new Date("2020-01-01T00:00:00Z"))).toBeUndefined();
  });

  it("looks ten years ahead for what is rare", () => {
    const rare = { ...work, start: "2024-02-29T04:00", recurrence: "FREQ=YEARLY;INTERVAL=4" };
    expect(nextOccurrence(rare, new Date("2025-01-01T00:00:00Z"))).toBe("2028-02-29T04:00:00");
  });
});

describe("downtimeLength", () => {
  it.each([
    ["30 minutes", "30m"],
    ["90 seconds", "2m"],
    ["1 day", "1440m"],
  ] as const)("of %s is %s", (duration, length) => {
    expect(downtimeLength({ ...work, duration })).toBe(length);
  });
});

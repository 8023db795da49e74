import {
  checkFreezeWindows,
  judgeFreeze,
  type FreezeVerdict,
  type FreezeWindow,
  type ReleaseTypeId,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";

const allow: FreezeWindow = {
  title: "Business hours",
  kind: "allow",
  stages: ["prod", "staging"],
  timeZone: "Europe/Berlin",
  start: "2026-01-05T09:00",
  duration: "8 hours",
  recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
  except: ["2026-05-14"],
};
const deny: FreezeWindow = {
  title: "Year end",
  kind: "deny",
  stages: ["prod"],
  timeZone: "Europe/Berlin",
  start: "2026-12-18T00:00",
  duration: "17 days",
  recurrence: "FREQ=YEARLY",
  except: [],
};
const windows = { "business-hours": allow, "year-end": deny };
const ask = (
  at: string,
  stage = "prod",
  releaseType?: ReleaseTypeId,
  calendar: Record<string, FreezeWindow> = windows,
): FreezeVerdict => judgeFreeze(calendar, { stage, at, releaseType });

describe("freeze calendar, L1", () => {
  it("is open inside an allow window and says until when", () => {
    expect(ask("2026-10-05T07:00:00Z")).toEqual({
      open: true,
      reason: 'allowed: inside the allow window "business-hours".',
      window: "business-hours",
      opensAt: null,
      closesAt: "2026-10-05T17:00:00+02:00",
    });
  });

  it("is closed outside of every allow window and says when it opens", () => {
    expect(ask("2026-10-02T12:00:00+02:00")).toEqual({
      open: false,
      reason: 'outside-windows: no allow window of the stage "prod" holds now.',
      window: null,
      opensAt: "2026-10-05T09:00:00+02:00",
      closesAt: null,
    });
  });

  it("lets deny win and looks past it", () => {
    expect(ask("2026-12-21T10:00:00+01:00")).toEqual({
      open: false,
      reason: 'denied: inside the deny window "year-end".',
      window: "year-end",
      opensAt: "2027-01-04T09:00:00+01:00",
      closesAt: null,
    });
    expect(ask("2026-12-21T10:00:00+01:00", "staging").open).toBe(true);
  });

  it("is closed for a stage that nobody listed", () => {
    expect(ask("2026-10-05T07:00:00Z", "drill-1")).toEqual({
      open: false,
      reason: 'unlisted-stage: no window lists the stage "drill-1".',
      window: null,
      opensAt: null,
      closesAt: null,
    });
    expect(ask("2026-10-05T07:00:00Z", "prod", undefined, {}).reason).toMatch(/^unlisted-stage:/);
    expect(ask("2026-10-05T07:00:00Z", "toString").reason).toMatch(/^unlisted-stage:/);
  });

  it("is closed on a day of `except`", () => {
    expect(ask("2026-05-14T10:00:00+02:00")).toMatchObject({ open: false, opensAt: "2026-05-18T09:00:00+02:00" });
  });

  it.each([
    ["2026-10-05T08:59:59.999+02:00", false],
    ["2026-10-05T09:00:00+02:00", true],
    ["2026-10-05T16:59:59.999+02:00", true],
    ["2026-10-05T17:00:00+02:00", false],
  ])("takes the start in and leaves the end out: %s", (at, open) => {
    expect(ask(at).open).toBe(open);
  });

  it("closes when a deny window begins", () => {
    const stop = { ...deny, start: "2026-10-05T12:00", duration: "1 hour" as const };
    const calendar = { open: allow, stop };
    expect(ask("2026-10-05T10:00:00+02:00", "prod", undefined, calendar).closesAt).toBe("2026-10-05T12:00:00+02:00");
    expect(ask("2026-10-05T12:30:00+02:00", "prod", undefined, calendar).opensAt).toBe("2026-10-05T13:00:00+02:00");
  });
});

describe("adjacent and overlapping windows, L1", () => {
  const utc = (start: string, duration: FreezeWindow["duration"], more: Partial<FreezeWindow> = {}): FreezeWindow => ({
    ...allow,
    timeZone: "UTC",
    start,
    duration,
    recurrence: undefined,
    except: [],
    ...more,
  });

  it.each([
    ["touching", "2026-10-05T12:00", "2026-10-05T15:00:00Z"],
    ["overlapping", "2026-10-05T11:30", "2026-10-05T14:30:00Z"],
    ["a minute apart", "2026-10-05T12:01", "2026-10-05T12:00:00Z"],
  ])("takes %s windows as they lie", (_, second, closesAt) => {
    const calendar = { one: utc("2026-10-05T09:00", "3 hours"), two: utc(second, "3 hours") };
    expect(ask("2026-10-05T10:00:00Z", "prod", undefined, calendar).closesAt).toBe(closesAt);
  });

  it("joins windows of different zones that touch in time", () => {
    const calendar = {
      utc: utc("2026-10-05T09:00", "1 hour"),
      berlin: { ...utc("2026-10-05T12:00", "1 hour"), timeZone: "Europe/Berlin" },
    };
    expect(ask("2026-10-05T09:30:00Z", "prod", undefined, calendar)).toMatchObject({
      window: "utc",
      closesAt: "2026-10-05T11:00:00Z",
    });
    expect(ask("2026-10-05T10:30:00Z", "prod", undefined, calendar)).toMatchObject({
      window: "berlin",
      closesAt: "2026-10-05T13:00:00+02:00",
    });
  });

  it("follows days that join over months", () => {
    const days = utc("2026-01-01T00:00", "1 day", { recurrence: "FREQ=DAILY;COUNT=400" });
    expect(ask("2026-01-10T00:00:00Z", "prod", undefined, { days }).closesAt).toBe("2027-02-05T00:00:00Z");
  });

  it("has no end where it stays open for two years and no opening where none comes in two years", () => {
    const always = utc("2026-01-01T00:00", "1 day", { recurrence: "FREQ=DAILY" });
    expect(ask("2026-03-01T12:00:00Z", "prod", undefined, { always })).toMatchObject({ open: true, closesAt: null });
    const far = utc("2028-03-02T00:00", "1 day");
    expect(ask("2026-03-01T12:00:00Z", "prod", undefined, { far }).opensAt).toBeNull();
    expect(ask("2026-03-02T00:01:00Z", "prod", undefined, { far }).opensAt).toBe("2028-03-02T00:00:00Z");
    expect(ask("2028-03-03T00:00:00Z", "prod", undefined, { far })).toMatchObject({ open: false, opensAt: null });
  });

  it("opens where a deny window ends inside an allow window that began before", () => {
    const calendar = {
      week: utc("2026-10-05T00:00", "7 days"),
      stop: utc("2026-10-06T00:00", "1 day", { kind: "deny" }),
    };
    expect(ask("2026-10-06T10:00:00Z", "prod", undefined, calendar)).toMatchObject({
      window: "stop",
      opensAt: "2026-10-07T00:00:00Z",
    });
  });

  it("names the window that ends last, then the first by id, whatever the order of the file", () => {
    const [short, long, twin] = [
      utc("2026-10-05T09:00", "1 hour"),
      utc("2026-10-05T09:00", "2 hours"),
      utc("2026-10-05T08:00", "3 hours"),
    ];
    expect(ask("2026-10-05T09:30:00Z", "prod", undefined, { short, twin, long }).window).toBe("long");
    expect(ask("2026-10-05T09:30:00Z", "prod", undefined, { long, twin, short }).window).toBe("long");
  });
});

describe("release types, L1 and R1", () => {
  const calendar = {
    patches: { ...allow, releaseTypes: ["patch" as const] },
    "no-major": {
      ...deny,
      start: "2026-10-06T00:00",
      duration: "1 day" as const,
      recurrence: undefined,
      releaseTypes: ["major" as const],
    },
    everything: { ...allow, recurrence: "FREQ=WEEKLY;BYDAY=TU" },
  };

  it.each([
    ["2026-10-05T10:00:00+02:00", "patch", true],
    ["2026-10-05T10:00:00+02:00", "minor", false],
    ["2026-10-05T10:00:00+02:00", undefined, false],
    ["2026-10-06T10:00:00+02:00", "minor", true],
    ["2026-10-06T10:00:00+02:00", "major", false],
    ["2026-10-06T10:00:00+02:00", undefined, false],
    ["2026-10-13T10:00:00+02:00", "major", true],
    ["2026-10-13T10:00:00+02:00", undefined, true],
  ] as const)("at %s for %s: open %s", (at, type, open) => {
    expect(ask(at, "prod", type, calendar).open).toBe(open);
  });

  it("takes a window that lists every type as one for all", () => {
    const all = { all: { ...allow, releaseTypes: ["major", "patch", "minor"] as ReleaseTypeId[] } };
    expect(ask("2026-10-05T10:00:00+02:00", "prod", undefined, all).open).toBe(true);
  });
});

describe("fails closed", () => {
  const spoil = (part: object): Record<string, FreezeWindow> => ({
    ...windows,
    other: { ...allow, stages: ["dev"], ...part },
  });

  it.each([
    ["an unknown zone", { timeZone: "Mars/Olympus" }],
    ["an impossible recurrence", { recurrence: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }],
    ["a bad duration", { duration: "some time" }],
    ["a bad start", { start: "tomorrow" }],
    ["a bad kind", { kind: "maybe" }],
    ["no stages", { stages: [] }],
    ["stages that are no list", { stages: "prod" }],
    ["an empty list of release types", { releaseTypes: [] }],
    ["an unknown release type", { releaseTypes: ["hotfix"] }],
    ["a bad except", { except: [42] }],
  ])("%s in any window closes the calendar", (_, part) => {
    const verdict = ask("2026-10-05T10:00:00+02:00", "prod", undefined, spoil(part));
    expect(verdict).toMatchObject({ open: false, window: null, opensAt: null, closesAt: null });
    expect(verdict.reason).toMatch(/^invalid: the window "other" is invalid/);
    expect(checkFreezeWindows(spoil(part)).map((each) => each.window)).toEqual(["other"]);
  });

  it.each([
    ["text", "now"],
    ["a moment without offset", "2026-10-05T10:00:00"],
    ["a day", "2026-10-05"],
    ["a day that does not exist", "2026-02-30T10:00:00Z"],
    ["no date", new Date(Number.NaN)],
    ["a number", 5 as unknown as string],
    ["nothing", undefined as unknown as string],
    ["a moment beyond the calendar", new Date(8.64e15)],
  ])("%s as the moment closes the calendar", (_, at) => {
    expect(judgeFreeze(windows, { stage: "prod", at })).toMatchObject({
      open: false,
      window: null,
      opensAt: null,
      closesAt: null,
    });
  });

  it("is closed for an unknown release type, for no calendar and for windows that are none", () => {
    const at = "2026-10-05T10:00:00+02:00";
    expect(ask(at, "prod", "hotfix" as ReleaseTypeId)).toMatchObject({
      open: false,
      reason: 'invalid: "hotfix" is not a release type.',
    });
    for (const calendar of [null, undefined, { a: null }, { a: 1 }, { a: [] }, "x"]) {
      expect(judgeFreeze(calendar as unknown as typeof windows, { stage: "prod", at })).toMatchObject({
        open: false,
        window: null,
      });
    }
    expect(checkFreezeWindows(windows)).toEqual([]);
  });
});

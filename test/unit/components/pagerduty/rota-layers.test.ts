import type { Layer, Rotation } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layerProblems, rotaLayers, utcStamp } from "../../../../components/pagerduty/rota-layers.ts";
import { pagerDutyTimeZones } from "../../../../components/pagerduty/time-zones.ts";

const layer = (changes: Partial<Layer> = {}): Layer => ({
  people: ["ada", "leo"],
  start: "2026-01-05T09:00",
  turn: "1 week",
  restrictions: [],
  ...changes,
});
const rota = (layers: Rotation["layers"], timeZone = "Europe/Berlin"): Pick<Rotation, "layers" | "timeZone"> => ({
  layers,
  timeZone,
});

/** Wall clock of a moment, by the platform's own zone data and not by the library under test. */
function wallClock(stamp: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(stamp)).replace(" ", "T");
}

/** Whether no moment at all has this wall clock: tried in steps of 15 minutes over a day on both sides. */
function isSkipped(local: string, timeZone: string): boolean {
  const middle = Date.parse(`${local}Z`);
  const steps = Array.from({ length: 2 * 96 + 1 }, (_, index) => middle + (index - 96) * 900_000);
  return steps.every((time) => wallClock(new Date(time).toISOString(), timeZone) !== local);
}

describe("utcStamp", () => {
  it.each([
    ["2026-01-05T09:00", "Europe/Berlin", "2026-01-05T08:00:00Z"],
    ["2026-07-06T09:00", "Europe/Berlin", "2026-07-06T07:00:00Z"],
    ["2026-01-05T09:00", "Asia/Kathmandu", "2026-01-05T03:15:00Z"],
    ["2026-01-05T09:00", "Australia/Lord_Howe", "2026-01-04T22:00:00Z"],
    ["2026-07-05T09:00", "Australia/Lord_Howe", "2026-07-04T22:30:00Z"],
    ["2026-01-05T23:30", "America/Sao_Paulo", "2026-01-06T02:30:00Z"],
    ["2026-01-05T09:00", "UTC", "2026-01-05T09:00:00Z"],
  ])("%s in %s is %s", (local, zone, stamp) => {
    expect(utcStamp(local, zone)).toBe(stamp);
  });

  it("moves a wall-clock time that the clock change skips forward", () => {
    expect(utcStamp("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00Z");
  });

  it("shows the same wall clock in its zone, unless a clock change skips it", () => {
    const zone = fc.constantFrom(...pagerDutyTimeZones);
    const moment = fc.date({
      min: new Date("2026-01-01T00:00Z"),
      max: new Date("2029-01-01T00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zone, moment, (timeZone, date) => {
        const local = date.toISOString().slice(0, 16);
        const shown = wallClock(utcStamp(local, timeZone), timeZone);
        return shown === local || isSkipped(local, timeZone);
      }),
    );
  });

  it("refuses what is no moment", () => {
    expect(() => utcStamp("2026-13-01T00:00", "Europe/Berlin")).toThrow(RangeError);
  });
});

describe("rotaLayers", () => {
  it("keeps the order of the model, lowest first", () => {
    const found = rotaLayers(rota({ base: layer(), weekend: layer(), special: layer() }));
    expect(found.map(({ layerId }) => layerId)).toEqual(["base", "weekend", "special"]);
  });

  it("counts turns in seconds and keeps the order of people", () => {
    expect(rotaLayers(rota({ only: layer({ turn: "12 hours", people: ["leo", "ada", "leo"] }) }))).toEqual([
      {
        layerId: "only",
        people: ["leo", "ada", "leo"],
        start: "2026-01-05T08:00:00Z",
        turnSeconds: 43_200,
        restrictions: [],
      },
    ]);
  });

  it("gives a day of the week to weekly restrictions only", () => {
    const restrictions: Layer["restrictions"] = [
      { kind: "daily", start: "07:00", duration: "11 hours" },
      { kind: "weekly", dayOfWeek: 6, start: "00:00", duration: "2 days" },
    ];
    expect(rotaLayers(rota({ only: layer({ restrictions }) }))[0]?.restrictions).toEqual([
      { type: "daily_restriction", startTimeOfDay: "07:00:00", durationSeconds: 39_600 },
      { type: "weekly_restriction", startTimeOfDay: "00:00:00", durationSeconds: 172_800, startDayOfWeek: 6 },
    ]);
  });
});

describe("layerProblems", () => {
  const found = (changes: Partial<Layer>) =>
    layerProblems("onCall.rotations.r", { only: layer(changes) }, ["ada", "leo"]).map(({ code, path, value }) => [
      code,
      path,
      value,
    ]);

  it.each<Layer["turn"]>(["1 hour", "1 day", "365 days"])("takes a turn of %s", (turn) => {
    expect(found({ turn })).toEqual([]);
  });

  it.each<Layer["turn"]>(["59 minutes", "366 days", "3600.5 seconds"])("refuses a turn of %s", (turn) => {
    expect(found({ turn })).toEqual([["pagerduty.turn-length", "onCall.rotations.r.layers.only.turn", turn]]);
  });

  it.each<Layer["restrictions"][number]>([
    { kind: "daily", start: "07:00", duration: "24 hours" },
    { kind: "daily", start: "07:00", duration: "0 seconds" },
    { kind: "weekly", dayOfWeek: 1, start: "07:00", duration: "7 days" },
    { kind: "weekly", dayOfWeek: 1, start: "07:00", duration: "1.5 seconds" },
  ])("refuses a $kind restriction of $duration", (restriction) => {
    expect(found({ restrictions: [restriction] })).toEqual([
      ["pagerduty.restriction-length", "onCall.rotations.r.layers.only.restrictions[0].duration", restriction.duration],
    ]);
  });

  it("takes the longest restrictions that the plugin takes", () => {
    const restrictions: Layer["restrictions"] = [
      { kind: "daily", start: "07:00", duration: "86399 seconds" },
      { kind: "weekly", dayOfWeek: 7, start: "07:00", duration: "604799 seconds" },
    ];
    expect(found({ restrictions })).toEqual([]);
  });

  it("refuses a person without a seat", () => {
    expect(found({ people: ["ada", "eve"] })).toEqual([
      ["pagerduty.person-without-seat", "onCall.rotations.r.layers.only.people[1]", "eve"],
    ]);
  });
});

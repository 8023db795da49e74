import {
  dutiesBetween,
  LaunchgateError,
  onCallAt,
  whoIsOnCall,
  type Layer,
  type OnCall,
  type Rotation,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";

const layer = (part: Partial<Layer> = {}): Layer => ({
  people: ["ada", "bo", "cy"],
  start: "2026-01-05T09:00",
  turn: "7 days",
  restrictions: [],
  ...part,
});
const rota = (layers: Record<string, Layer>, timeZone = "Europe/Berlin"): Rotation => ({
  title: "Payments",
  team: "payments",
  timeZone,
  layers,
  mustCover: true,
  drill: false,
});

describe("turns, O1", () => {
  const weekly = rota({ main: layer() });
  it.each([
    ["2026-01-05T08:59:59+01:00", null],
    ["2026-01-05T09:00:00+01:00", "ada"],
    ["2026-01-12T08:59:59+01:00", "ada"],
    ["2026-01-12T09:00:00+01:00", "bo"],
    ["2026-01-19T09:00:00+01:00", "cy"],
    ["2026-01-26T09:00:00+01:00", "ada"],
    // Clocks go forward on 29 March: the handover stays at 09:00 on the wall.
    ["2026-03-30T08:59:00+02:00", "cy"],
    ["2026-03-30T09:00:00+02:00", "ada"],
    ["2036-01-07T09:00:00+01:00", "ada"],
  ])("at %s: %s", (at, person) => {
    expect(onCallAt(weekly, at)).toBe(person);
    expect(onCallAt(weekly, new Date(at))).toBe(person);
  });

  it("counts turns that are not whole days as elapsed time", () => {
    const shifts = rota({ main: layer({ start: "2026-03-28T08:00", turn: "12 hours" }) });
    expect(onCallAt(shifts, "2026-03-29T08:59:00+02:00")).toBe("bo");
    expect(onCallAt(shifts, "2026-03-29T09:00:00+02:00")).toBe("cy");
  });

  it("takes 24 hours as a day", () => {
    const daily = rota({ main: layer({ start: "2026-03-28T08:00", turn: "24 hours" }) });
    expect(onCallAt(daily, "2026-03-29T07:59:00+02:00")).toBe("ada");
    expect(onCallAt(daily, "2026-03-29T08:00:00+02:00")).toBe("bo");
  });

  it("moves a handover in a gap forward and makes one in a repeated hour the first time", () => {
    const nightly = (start: string): Rotation => rota({ main: layer({ start, turn: "1 day" }) });
    const froms = (each: Rotation, from: string, to: string): string[] =>
      dutiesBetween(each, Date.parse(from), Date.parse(to))
        .slice(1)
        .map((duty) => new Date(duty.from).toISOString().slice(0, 16));
    expect(froms(nightly("2026-03-27T02:30"), "2026-03-28T12:00Z", "2026-03-30T12:00Z")).toEqual([
      "2026-03-29T01:30",
      "2026-03-30T00:30",
    ]);
    expect(froms(nightly("2026-10-23T02:30"), "2026-10-24T12:00Z", "2026-10-26T12:00Z")).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  it("has nobody for a layer with a turn too short to be laid out, and for one without people", () => {
    for (const broken of [layer({ turn: "0 minutes" }), layer({ turn: "59 seconds" }), layer({ people: [] })]) {
      expect(onCallAt(rota({ main: broken }), "2026-06-01T00:00:00Z")).toBeNull();
      expect(dutiesBetween(rota({ main: broken }), Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1))).toEqual([]);
    }
  });
});

describe("restrictions, O1", () => {
  const hours = (...restrictions: Layer["restrictions"]): Rotation =>
    rota({ main: layer({ people: ["ada"], restrictions }) });
  const day = hours({ kind: "daily", start: "09:00", duration: "8 hours" });
  const night = hours({ kind: "daily", start: "22:00", duration: "10 hours" });
  const weekend = hours({ kind: "weekly", dayOfWeek: 5, start: "18:00", duration: "63 hours" });
  const sunday = hours({ kind: "weekly", dayOfWeek: 7, start: "20:00", duration: "12 hours" });
  const two = hours(
    { kind: "daily", start: "06:00", duration: "1 hour" },
    { kind: "weekly", dayOfWeek: 1, start: "12:00", duration: "1 hour" },
  );

  it.each([
    ["day, before", day, "2026-02-03T08:59:00+01:00", null],
    ["day, begin", day, "2026-02-03T09:00:00+01:00", "ada"],
    ["day, end", day, "2026-02-03T17:00:00+01:00", null],
    ["across midnight, late", night, "2026-02-03T23:59:00+01:00", "ada"],
    ["across midnight, early", night, "2026-02-04T07:59:00+01:00", "ada"],
    ["across midnight, over", night, "2026-02-04T08:00:00+01:00", null],
    ["night over the spring change ends at 08:00", night, "2026-03-29T07:59:00+02:00", "ada"],
    ["night over the spring change is over at 08:00", night, "2026-03-29T08:00:00+02:00", null],
    ["night over the autumn change ends at 08:00", night, "2026-10-25T07:59:00+01:00", "ada"],
    ["weekend, Friday evening", weekend, "2026-02-06T18:00:00+01:00", "ada"],
    ["weekend, across the end of the week", weekend, "2026-02-09T08:59:00+01:00", "ada"],
    ["weekend, over", weekend, "2026-02-09T09:00:00+01:00", null],
    ["weekend, Friday noon", weekend, "2026-02-06T12:00:00+01:00", null],
    ["Sunday into Monday", sunday, "2026-02-09T07:59:00+01:00", "ada"],
    ["Sunday into Monday, over", sunday, "2026-02-09T08:00:00+01:00", null],
    ["the first of two", two, "2026-02-10T06:30:00+01:00", "ada"],
    ["the second of two", two, "2026-02-09T12:30:00+01:00", "ada"],
    ["neither of two", two, "2026-02-10T12:30:00+01:00", null],
    ["before the layer's start", day, "2026-01-04T10:00:00+01:00", null],
    ["leap day", day, "2028-02-29T10:00:00+01:00", "ada"],
  ])("%s", (_, each, at, person) => {
    expect(onCallAt(each, at)).toBe(person);
  });

  it("day and night that meet leave no minute out over the clock changes", () => {
    const both = rota({
      day: layer({ people: ["ada"], restrictions: [{ kind: "daily", start: "02:30", duration: "8 hours" }] }),
      night: layer({ people: ["bo"], restrictions: [{ kind: "daily", start: "10:30", duration: "16 hours" }] }),
    });
    const [from, to] = [Date.UTC(2026, 1, 1), Date.UTC(2027, 1, 1)];
    const duties = dutiesBetween(both, from, to);
    expect(duties.reduce((sum, each) => sum + each.to - each.from, 0)).toBe(to - from);
  });

  it("takes a restriction of a whole day or week or more as always", () => {
    const always = hours({ kind: "daily", start: "07:00", duration: "400 days" });
    expect(dutiesBetween(always, Date.UTC(2026, 5, 2), Date.UTC(2026, 5, 4))).toHaveLength(1);
  });
});

describe("layers, O1", () => {
  const covered = rota({
    base: layer({ people: ["ada"] }),
    night: layer({ people: ["bo"], restrictions: [{ kind: "daily", start: "20:00", duration: "12 hours" }] }),
    weekend: layer({
      people: ["cy"],
      restrictions: [{ kind: "weekly", dayOfWeek: 6, start: "00:00", duration: "2 days" }],
    }),
  });

  it.each([
    ["only the base", "2026-02-04T12:00:00+01:00", "ada"],
    ["night over base", "2026-02-04T21:00:00+01:00", "bo"],
    ["weekend over night", "2026-02-07T21:00:00+01:00", "cy"],
    ["night again after the weekend", "2026-02-09T00:00:00+01:00", "bo"],
  ])("%s", (_, at, person) => {
    expect(onCallAt(covered, at)).toBe(person);
  });

  it("lays out pieces in order, cut where a higher layer begins, each with its layer and turn", () => {
    const from = Date.parse("2026-02-06T19:00:00+01:00");
    const pieces = dutiesBetween(covered, from, from + 8 * 3_600_000).map((each) => [
      each.layer,
      each.turn,
      (each.to - each.from) / 3_600_000,
    ]);
    expect(pieces).toEqual([
      ["base", 4, 1],
      ["night", 4, 4],
      ["weekend", 4, 3],
    ]);
  });

  it("does not cover before the higher layer starts", () => {
    const later = rota({ base: layer({ people: ["ada"] }), top: layer({ people: ["bo"], start: "2026-03-02T09:00" }) });
    expect(onCallAt(later, "2026-03-02T08:59:00+01:00")).toBe("ada");
    expect(onCallAt(later, "2026-03-02T09:00:00+01:00")).toBe("bo");
  });
});

describe("whoIsOnCall, D4", () => {
  const onCall: Pick<OnCall, "rotations" | "escalations"> = {
    rotations: {
      payments: rota({ main: layer() }),
      hours: rota({
        main: layer({ people: ["dee"], restrictions: [{ kind: "daily", start: "09:00", duration: "8 hours" }] }),
      }),
    },
    escalations: {
      payments: {
        title: "Payments",
        team: "payments",
        loops: 2,
        drill: false,
        levels: [
          { after: "5 minutes", targets: [{ rotation: "payments" }] },
          { after: "10 minutes", targets: [{ rotation: "hours" }] },
          { after: "15 minutes", targets: [{ person: "eve" }, { rotation: "payments" }, { person: "eve" }] },
          { after: "15 minutes", targets: [{ rotation: "unknown" }] },
        ],
      },
    },
  };

  it("tells the people of each level and when the level is told", () => {
    expect(whoIsOnCall(onCall, "payments", "2026-02-03T10:00:00+01:00")).toEqual([
      { level: 1, afterMinutes: 0, people: ["bo"] },
      { level: 2, afterMinutes: 5, people: ["dee"] },
      { level: 3, afterMinutes: 15, people: ["eve", "bo"] },
      { level: 4, afterMinutes: 30, people: [] },
    ]);
    expect(whoIsOnCall(onCall, "payments", "2026-02-03T20:00:00+01:00")[1]?.people).toEqual([]);
  });

  it.each(["nobody", "toString"])("refuses the unknown escalation %s", (id) => {
    expect(() => whoIsOnCall(onCall, id, new Date())).toThrow(
      expect.objectContaining({ code: "on-call.unknown-escalation", fix: "Give one of: payments." }),
    );
  });
});

describe("refused input", () => {
  it.each([
    ["calendar.unknown-zone", rota({ main: layer() }, "Nowhere/Else"), "2026-02-03T10:00:00Z"],
    ["calendar.invalid-instant", rota({ main: layer() }), "2026-02-03T10:00:00"],
    ["calendar.invalid-wall-clock", rota({ main: layer({ start: "soon" }) }), "2026-02-03T10:00:00Z"],
  ])("%s", (code, each, at) => {
    expect(() => onCallAt(each, at)).toThrow(LaunchgateError);
    expect(() => onCallAt(each, at)).toThrow(expect.objectContaining({ code, source: "user" }));
  });
});

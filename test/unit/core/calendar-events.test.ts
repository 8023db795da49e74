import { calendarEvents, type CalendarSources, type FreezeWindow, type Layer, type Rotation } from "@launchgate/core";
import { describe, expect, it } from "vitest";

const window: FreezeWindow = {
  title: "Business hours",
  kind: "allow",
  stages: ["prod", "staging"],
  releaseTypes: ["patch"],
  timeZone: "Europe/Berlin",
  start: "2026-01-05T09:00",
  duration: "8 hours",
  recurrence: "FREQ=WEEKLY;BYDAY=MO",
  except: [],
};
const layer = (part: Partial<Layer> = {}): Layer => ({
  people: ["ada", "bo"],
  start: "2026-01-05T09:00",
  turn: "7 days",
  restrictions: [],
  ...part,
});
const rota = (layers: Record<string, Layer>, part: Partial<Rotation> = {}): Rotation => ({
  title: "Payments",
  team: "payments",
  timeZone: "Europe/Berlin",
  layers,
  mustCover: true,
  drill: false,
  ...part,
});
const sources: CalendarSources = {
  windows: {
    hours: window,
    "year-end": {
      ...window,
      kind: "deny",
      title: "Year end",
      start: "2026-02-03T00:00",
      duration: "1 day",
      recurrence: undefined,
      releaseTypes: undefined,
    },
  },
  rotations: { payments: rota({ main: layer() }) },
};
const from = "2026-02-02T00:00:00Z";
const to = "2026-02-05T00:00:00Z";

describe("calendar events, L1 and O1", () => {
  it("lists windows and turns, whole, by start", () => {
    expect(calendarEvents(sources, from, to, (id) => id.toUpperCase())).toEqual([
      {
        uid: "rota-payments-main-20260126T080000Z@launchgate",
        kind: "on-call",
        title: "On call: BO, Payments",
        description: 'BO is on call in the rota "payments" (layer "main", turn 4).',
        start: "2026-01-26T09:00:00+01:00",
        end: "2026-02-02T09:00:00+01:00",
        timeZone: "Europe/Berlin",
      },
      {
        uid: "freeze-hours-20260202T080000Z@launchgate",
        kind: "allow",
        title: "Release window: Business hours",
        description: 'Open for patch in prod, staging. Window "hours" of the freeze calendar.',
        start: "2026-02-02T09:00:00+01:00",
        end: "2026-02-02T17:00:00+01:00",
        timeZone: "Europe/Berlin",
      },
      {
        uid: "rota-payments-main-20260202T080000Z@launchgate",
        kind: "on-call",
        title: "On call: ADA, Payments",
        description: 'ADA is on call in the rota "payments" (layer "main", turn 5).',
        start: "2026-02-02T09:00:00+01:00",
        end: "2026-02-09T09:00:00+01:00",
        timeZone: "Europe/Berlin",
      },
      {
        uid: "freeze-year-end-20260202T230000Z@launchgate",
        kind: "deny",
        title: "Freeze: Year end",
        description: 'Closed for all release types in prod, staging. Window "year-end" of the freeze calendar.',
        start: "2026-02-03T00:00:00+01:00",
        end: "2026-02-04T00:00:00+01:00",
        timeZone: "Europe/Berlin",
      },
    ]);
  });

  it("gives one and the same event from every question that touches it", () => {
    const layered: CalendarSources = {
      windows: sources.windows,
      rotations: {
        payments: rota({
          main: layer({ turn: "36 hours" }),
          night: layer({
            people: ["cy", "dee"],
            turn: "3 days",
            restrictions: [{ kind: "daily", start: "20:00", duration: "12 hours" }],
          }),
        }),
      },
    };
    const all = new Map(
      calendarEvents(layered, "2026-03-20T00:00:00Z", "2026-04-05T00:00:00Z").map((each) => [each.uid, each]),
    );
    for (let hour = 0; hour < 14 * 24; hour += 5) {
      const begin = Date.UTC(2026, 2, 21) + hour * 3_600_000;
      const found = calendarEvents(layered, new Date(begin), new Date(begin + 3_600_000));
      expect(found.map((each) => all.get(each.uid))).toEqual(found);
      expect(found.filter((each) => each.kind === "on-call").length).toBeGreaterThanOrEqual(1);
    }
  });

  it("has no uid twice", () => {
    const uids = calendarEvents(sources, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z").map((each) => each.uid);
    expect(uids.length).toBeGreaterThan(200);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it("marks the turns of a drill rota", () => {
    const drill = { windows: {}, rotations: { drill: rota({ main: layer() }, { drill: true, title: "Practice" }) } };
    expect(calendarEvents(drill, from, "2026-02-02T01:00:00Z").map((each) => [each.kind, each.title])).toEqual([
      ["drill", "Drill rota: bo, Practice"],
    ]);
  });

  it("refuses an invalid window and an invalid moment", () => {
    const bad = { windows: { hours: { ...window, recurrence: "FREQ=NEVER" } }, rotations: {} };
    expect(() => calendarEvents(bad, from, to)).toThrow(expect.objectContaining({ code: "calendar.invalid-span" }));
    expect(() => calendarEvents(sources, "today", to)).toThrow(
      expect.objectContaining({ code: "calendar.invalid-instant" }),
    );
  });
});

import { coverage, type Escalation, type Layer, type Rotation } from "@launchgate/core";
import { describe, expect, it } from "vitest";

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
const escalation = (
  targets: Escalation["levels"][number]["targets"][],
  part: Partial<Escalation> = {},
): Escalation => ({
  title: "Payments",
  team: "payments",
  loops: 2,
  drill: false,
  levels: targets.map((each) => ({ after: "5 minutes", targets: each })),
  ...part,
});
const office: Layer = layer({ restrictions: [{ kind: "daily", start: "09:00", duration: "8 hours" }] });
const from = "2026-02-02T00:00:00+01:00";
const to = "2026-02-04T00:00:00+01:00";
const rotaGap = (rotation: string, begin: string, end: string) => ({
  rotation,
  escalation: null,
  level: null,
  from: begin,
  to: end,
});

describe("coverage, O1", () => {
  it("finds nothing wrong with a rota that covers", () => {
    const found = coverage({ rotations: { payments: rota({ main: layer() }) }, escalations: {} }, from, to);
    expect(found).toEqual({
      gaps: [],
      people: [
        { person: "ada", minutes: 39 * 60 },
        { person: "bo", minutes: 9 * 60 },
      ],
      handovers: [{ at: "2026-02-02T09:00:00+01:00", rotation: "payments", layer: "main", from: "bo", to: "ada" }],
      singlePerson: [],
    });
  });

  it("reports gaps with the offset of the rota's zone, and handovers to and from nobody", () => {
    const found = coverage({ rotations: { office: rota({ main: office }) }, escalations: {} }, from, to);
    expect(found.gaps).toEqual([
      rotaGap("office", "2026-02-02T00:00:00+01:00", "2026-02-02T09:00:00+01:00"),
      rotaGap("office", "2026-02-02T17:00:00+01:00", "2026-02-03T09:00:00+01:00"),
      rotaGap("office", "2026-02-03T17:00:00+01:00", "2026-02-04T00:00:00+01:00"),
    ]);
    expect(found.handovers.map((each) => [each.at.slice(8, 16), each.from, each.to])).toEqual([
      ["02T09:00", null, "ada"],
      ["02T17:00", "ada", null],
      ["03T09:00", null, "ada"],
      ["03T17:00", "ada", null],
    ]);
  });

  it("finds a gap of one minute, and the hour that spring takes counts for nobody", () => {
    const leaky = rota({
      day: layer({ restrictions: [{ kind: "daily", start: "08:00", duration: "12 hours" }] }),
      night: layer({ restrictions: [{ kind: "daily", start: "20:00", duration: "719 minutes" }] }),
    });
    const found = coverage(
      { rotations: { leaky }, escalations: {} },
      "2026-03-28T12:00:00+01:00",
      "2026-03-29T12:00:00+02:00",
    );
    expect(found.gaps).toEqual([rotaGap("leaky", "2026-03-29T07:59:00+02:00", "2026-03-29T08:00:00+02:00")]);
    expect(found.people.reduce((sum, each) => sum + each.minutes, 0)).toBe(23 * 60 - 1);
  });

  it("does not report hours left out on purpose", () => {
    const rotations = { office: rota({ main: office }, { mustCover: false }) };
    expect(coverage({ rotations, escalations: {} }, from, to).gaps).toEqual([]);
  });

  it("judges rotas and escalations for drills as any other, but counts no hours of theirs (D1, D4)", () => {
    const rotations = {
      office: rota({ main: office }, { mustCover: false }),
      drill: rota({ main: layer({ people: ["zed"], start: "2027-01-01T00:00" }) }, { drill: true }),
    };
    const found = coverage(
      { rotations, escalations: { drill: escalation([[{ rotation: "drill" }]], { drill: true }) } },
      from,
      to,
    );
    const whole = { from: "2026-02-02T00:00:00+01:00", to: "2026-02-04T00:00:00+01:00" };
    expect(found.gaps).toEqual([
      { rotation: "drill", escalation: null, level: null, ...whole },
      { rotation: "drill", escalation: "drill", level: 1, ...whole },
      { rotation: null, escalation: "drill", level: null, ...whole },
    ]);
    expect(found.people.map((each) => each.person)).toEqual(["ada", "bo"]);
    expect(found.singlePerson).toEqual(["drill"]);
  });

  it("reports levels that reach nobody, and whole escalations", () => {
    const rotations = { office: rota({ main: office }), hours: rota({ main: office }, { mustCover: false }) };
    const gapsOf = (each: Escalation) =>
      coverage({ rotations, escalations: { e: each } }, from, "2026-02-02T12:00:00+01:00").gaps.filter(
        (gap) => gap.escalation === "e",
      );
    const gap = (rotation: string | null, level: number | null) => ({
      rotation,
      escalation: "e",
      level,
      from: "2026-02-02T00:00:00+01:00",
      to: "2026-02-02T09:00:00+01:00",
    });
    expect(gapsOf(escalation([[{ person: "ada" }], [{ rotation: "office" }]]))).toEqual([gap("office", 2)]);
    expect(gapsOf(escalation([[{ person: "ada" }], [{ rotation: "office" }, { person: "bo" }]]))).toEqual([]);
    expect(gapsOf(escalation([[{ rotation: "hours" }], [{ rotation: "hours" }]]))).toEqual([gap(null, null)]);
    expect(gapsOf(escalation([[{ rotation: "office" }], [{ rotation: "hours" }]]))).toEqual([
      gap("office", 1),
      gap(null, null),
    ]);
    expect(gapsOf(escalation([[{ rotation: "lost" }], [{ person: "ada" }]]))[0]).toMatchObject({
      rotation: "lost",
      level: 1,
      from: "2026-02-01T23:00:00Z",
    });
  });

  it("counts a person in two rotas once, and one without a turn as 0", () => {
    const twice = layer({ people: ["ada"] });
    const rotations = {
      a: rota({ main: twice }),
      b: rota({ main: twice }),
      c: rota({ main: layer({ people: ["ada", "bo", "cy", "dee"] }) }),
    };
    expect(coverage({ rotations, escalations: {} }, from, to).people).toEqual([
      { person: "ada", minutes: 48 * 60 },
      { person: "bo", minutes: 0 },
      { person: "cy", minutes: 0 },
      { person: "dee", minutes: 9 * 60 },
    ]);
  });

  it("names rotas that hang on one person, also where a higher layer hides the others", () => {
    const rotations = {
      alone: rota({ main: layer({ people: ["ada", "ada"] }) }),
      hidden: rota({ main: layer(), top: layer({ people: ["bo"] }) }),
      soon: rota({ main: layer(), top: layer({ people: ["bo"], start: "2026-06-01T09:00" }) }),
      nights: rota({ main: layer({ people: ["ada"] }), top: { ...office, people: ["bo"] } }),
      fine: rota({ main: layer() }),
    };
    expect(coverage({ rotations, escalations: {} }, from, to).singlePerson).toEqual(["alone", "hidden"]);
  });

  it("orders handovers by time, then by rota, and leaves out the ends and changes of layer only", () => {
    const rotations = {
      b: rota({ main: layer() }),
      a: rota({ main: layer() }),
      same: rota({ main: layer({ people: ["ada"] }), top: { ...office, people: ["ada"] } }),
    };
    const found = coverage({ rotations, escalations: {} }, from, "2026-02-09T09:00:00+01:00").handovers;
    expect(found.map((each) => each.rotation)).toEqual(["a", "b"]);
  });

  it.each([
    [to, from],
    [from, from],
  ])("refuses an end that is not after the start", (begin, end) => {
    expect(() => coverage({ rotations: {}, escalations: {} }, begin, end)).toThrow(
      expect.objectContaining({ code: "calendar.invalid-interval" }),
    );
  });

  it("does not depend on the order of the file", () => {
    const [a, b] = [rota({ main: layer() }), rota({ main: office })];
    const [e, f] = [escalation([[{ rotation: "b" }]]), escalation([[{ rotation: "a" }]])];
    expect(coverage({ rotations: { a, b }, escalations: { e, f } }, from, to)).toEqual(
      coverage({ rotations: { b, a }, escalations: { f, e } }, from, to),
    );
  });

  it("lays out 12 weeks of 20 rotas in milliseconds", () => {
    const layers = {
      base: layer(),
      night: layer({ turn: "12 hours", restrictions: [{ kind: "daily", start: "20:00", duration: "12 hours" }] }),
    };
    const rotations = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`r${String(index)}`, rota(layers)]));
    const run = (): number => {
      const begin = performance.now();
      const found = coverage({ rotations, escalations: {} }, "2026-03-01T00:00:00Z", "2026-05-24T00:00:00Z");
      expect(found.gaps).toEqual([]);
      expect(found.handovers.length).toBeGreaterThan(20 * 84);
      return performance.now() - begin;
    };
    run();
    // Measured 30 to 60 ms on two cores; the limit only tells interval arithmetic from minute scanning.
    expect(Math.min(run(), run(), run())).toBeLessThan(400);
  });
});

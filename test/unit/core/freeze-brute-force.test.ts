import { judgeFreeze, openTimes, type FreezeWindow } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { bruteOpen, bruteTransitions, Face, faceReader } from "./calendar-brute-force.ts";
import { Chance, longestSample, sampleWindow, zones } from "./calendar-samples.ts";

const day = 86_400_000;
/** With LAUNCHGATE_FULL=1 every minute of both pairs of years is compared, without it the days around each clock change. */
const full = process.env["LAUNCHGATE_FULL"] === "1";
/** Two pairs of years: 2018 and 2019, when Sao Paulo, Tehran and Apia still changed their clocks, and 2026 and 2027. */
const years = [
  [Date.UTC(2018, 0, 1), Date.UTC(2020, 0, 1)],
  [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)],
] as const;

interface Span {
  readonly from: number;
  readonly to: number;
  /** Moment around which windows are made. */
  readonly around: number;
}

const around = (moment: number): Span => ({
  from: Math.floor((moment - 3 * day) / 60_000) * 60_000,
  to: Math.floor((moment + 3 * day) / 60_000) * 60_000,
  around: moment,
});

const spansOf = (zone: string): Span[] =>
  years.flatMap(([from, to]) => {
    const changes = bruteTransitions(zone, from, to);
    if (full)
      return [...(changes.length > 0 ? changes.slice(0, 2) : [from + 59 * day])].map((each) => ({
        from,
        to,
        around: each,
      }));
    return [...changes, from + 59 * day].map(around);
  });

const faceOf = (zone: string, { from, to }: Span): Face => new Face(zone, from - longestSample * 60_000, to);
const calendarsPerSpan = full ? 2 : 4;

const makeCalendar = (chance: Chance, zone: string, near: number) => {
  const count = chance.whole(1, 5);
  const samples = Array.from({ length: count }, () => sampleWindow(chance, zone, near));
  const windows: Record<string, FreezeWindow> = Object.fromEntries(
    samples.map((each, index) => [`w${String(index)}`, each.model]),
  );
  return { windows, brute: samples.map((each) => each.brute) };
};

/** Minutes of the span from which the verdict as a whole is asked: each side of every change of state, and some at random. */
const probesOf = (open: Uint8Array, chance: Chance): number[] => {
  const changes = [...open.keys()].filter((at) => at > 0 && open[at] !== open[at - 1]);
  const chosen = changes.length > 40 ? Array.from({ length: 40 }, () => chance.pick(changes)) : changes;
  return [
    ...chosen.flatMap((at) => [at - 1, at]),
    ...Array.from({ length: 10 }, () => chance.whole(0, open.length - 1)),
  ];
};

const compareVerdicts = (
  windows: Record<string, FreezeWindow>,
  open: Uint8Array,
  span: Span,
  chance: Chance,
): number => {
  const probes = probesOf(open, chance);
  for (const at of probes) {
    const verdict = judgeFreeze(windows, { stage: "prod", at: new Date(span.from + at * 60_000) });
    const isOpen = open[at] === 1;
    const next = open.indexOf(isOpen ? 0 : 1, at);
    const label = JSON.stringify({ windows, at: new Date(span.from + at * 60_000).toISOString(), verdict });
    expect(verdict.open, label).toBe(isOpen);
    const moment = verdict.open ? verdict.closesAt : verdict.opensAt;
    expect(verdict.open ? verdict.opensAt : verdict.closesAt, label).toBeNull();
    if (next >= 0) expect(moment === null ? null : Date.parse(moment), label).toBe(span.from + next * 60_000);
    else expect(moment === null || Date.parse(moment) >= span.to, label).toBe(true);
  }
  return probes.length;
};

/** The open minutes of the product, laid out as the brute force lays out its own. */
const minutesOf = (windows: Record<string, FreezeWindow>, span: Span): Uint8Array => {
  const open = new Uint8Array((span.to - span.from) / 60_000);
  for (const each of openTimes(windows, { stage: "prod" }, span.from, span.to)) {
    open.fill(1, (each.from - span.from) / 60_000, (each.to - span.from) / 60_000);
  }
  return open;
};

describe("L1: freeze calendar against the stepped clock", () => {
  it.each(zones)(
    "%s agrees minute by minute",
    (zone) => {
      const chance = new Chance(zones.indexOf(zone) + 1);
      let minutes = 0;
      let probes = 0;
      for (const span of spansOf(zone)) {
        const face = faceOf(zone, span);
        for (let round = 0; round < calendarsPerSpan; round += 1) {
          const { windows, brute } = makeCalendar(chance, zone, faceReader(zone)(span.around));
          const expected = bruteOpen(face, brute, longestSample);
          const actual = minutesOf(windows, span);
          const differs = expected.findIndex((value, at) => value !== actual[at]);
          const where = differs < 0 ? "" : new Date(span.from + differs * 60_000).toISOString();
          expect({ where, windows: where ? windows : {} }).toEqual({ where: "", windows: {} });
          minutes += expected.length;
          probes += compareVerdicts(windows, expected, span, chance);
        }
      }
      process.stdout.write(`freeze ${zone}: ${String(minutes)} minutes, ${String(probes)} verdicts\n`);
      expect(minutes).toBeGreaterThan(full ? 4_000_000 : 60_000);
    },
    full ? 1_200_000 : 60_000,
  );

  it("agrees over the day that Samoa left out, 30 December 2011", () => {
    const chance = new Chance(2011);
    const span = around(Date.UTC(2011, 11, 30, 10));
    const face = faceOf("Pacific/Apia", span);
    for (let round = 0; round < 20; round += 1) {
      const { windows, brute } = makeCalendar(chance, "Pacific/Apia", faceReader("Pacific/Apia")(span.around));
      const expected = bruteOpen(face, brute, longestSample);
      expect(Buffer.compare(expected, minutesOf(windows, span)), JSON.stringify(windows)).toBe(0);
    }
  });
});

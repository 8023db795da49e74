import { dutiesBetween, onCallAt, type Rotation } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { bruteRota, bruteTransitions, Face, faceReader } from "./calendar-brute-force.ts";
import { Chance, earliestLayer, sampleRota, zones } from "./calendar-samples.ts";

const day = 86_400_000;
/** With LAUNCHGATE_FULL=1 every minute of both pairs of years is compared, without it the days around each clock change. */
const full = process.env["LAUNCHGATE_FULL"] === "1";
/** Two pairs of years: 2018 and 2019, when Sao Paulo, Tehran and Apia still changed their clocks, and 2026 and 2027. */
const years = [
  [Date.UTC(2018, 0, 1), Date.UTC(2020, 0, 1)],
  [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)],
] as const;
/** Minutes for which the clock is stepped before a comparison: every layer starts within. */
const warmUp = (earliestLayer + 2) * 1440;
const rotasPerSpan = full ? 3 : 4;

const spansOf = (zone: string): { from: number; to: number }[] =>
  years.flatMap(([from, to]) => {
    if (full) return [{ from, to }];
    const moments = [...bruteTransitions(zone, from, to), from + 59 * day];
    const minute = (at: number): number => Math.floor(at / 60_000) * 60_000;
    return moments.map((at) => ({ from: minute(at - 4 * day), to: minute(at + 3 * day) }));
  });

/** The rota of the product laid out as the brute force lays out its own: layer * 100 + position of the person. */
const laidOut = (rota: Rotation, from: number, to: number): Int16Array => {
  const layers = Object.keys(rota.layers);
  const found = new Int16Array((to - from) / 60_000).fill(-1);
  for (const duty of dutiesBetween(rota, from, to)) {
    const position = Number(duty.person.split("-")[1]);
    found.fill(layers.indexOf(duty.layer) * 100 + position, (duty.from - from) / 60_000, (duty.to - from) / 60_000);
  }
  return found;
};

const nameOf = (rota: Rotation, code: number): string | null =>
  code < 0 ? null : `${Object.keys(rota.layers)[Math.floor(code / 100)] ?? ""}-${String(code % 100)}`;

/** Compares the single question with the stepped clock at every change of person and at random minutes. */
const compareQuestions = (rota: Rotation, expected: Int16Array, from: number, chance: Chance): number => {
  const changes = [...expected.keys()].filter((at) => at > 0 && expected[at] !== expected[at - 1]);
  const chosen = changes.length > 200 ? Array.from({ length: 200 }, () => chance.pick(changes)) : changes;
  const random = Array.from({ length: 100 }, () => chance.whole(0, expected.length - 1));
  const probes = [...chosen.flatMap((at) => [at - 1, at]), ...random];
  for (const at of probes) {
    const instant = new Date(from + at * 60_000);
    expect(onCallAt(rota, instant), `${instant.toISOString()} ${JSON.stringify(rota)}`).toBe(
      nameOf(rota, expected[at] ?? -1),
    );
  }
  return probes.length;
};

describe("O1: rotas against the stepped clock", () => {
  it.each(zones)(
    "%s agrees minute by minute",
    (zone) => {
      const chance = new Chance(100 + zones.indexOf(zone));
      let minutes = 0;
      let questions = 0;
      for (const { from, to } of spansOf(zone)) {
        const face = new Face(zone, from - warmUp * 60_000, to);
        for (let round = 0; round < rotasPerSpan; round += 1) {
          const { model, brute } = sampleRota(chance, zone, faceReader(zone)(from));
          const expected = bruteRota(face, brute, warmUp);
          const actual = laidOut(model, from, to);
          const differs = expected.findIndex((value, at) => value !== actual[at]);
          const where = differs < 0 ? "" : new Date(from + differs * 60_000).toISOString();
          expect({ where, rota: where ? model : null }).toEqual({ where: "", rota: null });
          minutes += expected.length;
          questions += compareQuestions(model, expected, from, chance);
        }
      }
      process.stdout.write(`rota ${zone}: ${String(minutes)} minutes, ${String(questions)} questions\n`);
      expect(minutes).toBeGreaterThan(full ? 6_000_000 : 80_000);
    },
    full ? 1_200_000 : 60_000,
  );

  it("agrees over the day that Samoa left out, 30 December 2011", () => {
    const chance = new Chance(2011);
    const [from, to] = [Date.UTC(2011, 11, 26), Date.UTC(2012, 0, 3)];
    const face = new Face("Pacific/Apia", from - warmUp * 60_000, to);
    for (let round = 0; round < 20; round += 1) {
      const { model, brute } = sampleRota(chance, "Pacific/Apia", faceReader("Pacific/Apia")(from));
      const expected = bruteRota(face, brute, warmUp);
      expect(
        [...laidOut(model, from, to)].findIndex((value, at) => value !== expected[at]),
        JSON.stringify(model),
      ).toBe(-1);
    }
  });
});

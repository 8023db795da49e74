/** Edges of lengths of time and of the rotas that they make, each rule by itself (O1, D4, P3). */
import { describe, expect, it } from "vitest";
import { told } from "../../malformed/overlay-case.ts";
import { found } from "./read-model.ts";

const rotations = (...each: readonly string[]): string => `onCall: { rotations: { ${each.join(", ")} } }`;
const primary = (layer: string): string => `platform-primary: { layers: { weekly: { ${layer} } } }`;
const restricted = (kind: string, duration: string): string => {
  const day = kind === "weekly" ? "dayOfWeek: 1, " : "";
  return `restrictions: [{ kind: ${kind}, ${day}start: '08:00', duration: ${duration} }]`;
};
const uncovered = "on-call.uncovered onCall.rotations.platform-primary.layers";
const alone = "on-call.single-person onCall.rotations.platform-primary.layers";
const covered = (yaml: string): string[] => told(found("on-call-coverage", yaml));

describe("a length that is refused", () => {
  it("is told with its range", () => {
    expect(found("durations", "drills: { timeToLive: 9 minutes }")).toEqual([
      {
        code: "duration.out-of-range",
        path: "drills.timeToLive",
        value: "9 minutes",
        expected: "10 minutes to 7 days (Launchgate)",
        fix: 'Change "drills.timeToLive" to a length within that range.',
      },
    ]);
  });

  it.for<readonly [kind: string, duration: string, good: boolean]>([
    ["daily", "0 minutes", false],
    ["daily", "1 minute", true],
    ["daily", "90 seconds", false],
    ["daily", "1439 minutes", true],
    ["daily", "24 hours", false],
    ["weekly", "24 hours", true],
    ["weekly", "7 days", false],
  ])("%s, restricted to %s", ([kind, duration, good]) => {
    const path = "onCall.rotations.platform-primary.layers.weekly.restrictions[0].duration";
    expect(told(found("durations", rotations(primary(restricted(kind, duration)))))).toEqual(
      good ? [] : [`duration.out-of-range ${path}`],
    );
  });
});

describe("a rota whose lengths are refused is not counted, and any other is", () => {
  it.for<readonly [turn: string, counted: boolean]>([
    ["59 minutes", false],
    ["1 hour", true],
    ["365 days", true],
    ["366 days", false],
  ])("turns of %s", ([turn, counted]) => {
    const yaml = rotations(primary(`turn: ${turn}, ${restricted("daily", "12 hours")}`));
    expect(covered(yaml).filter((each) => each === uncovered)).toEqual(counted ? [uncovered] : []);
  });

  it.for<readonly [kind: string, duration: string, counted: boolean]>([
    ["daily", "30 seconds", false],
    ["daily", "1 minute", true],
    ["daily", "23 hours", true],
    ["daily", "1 day", false],
    ["weekly", "1 day", true],
    ["weekly", "6 days", true],
    ["weekly", "7 days", false],
  ])("%s, restricted to %s", ([kind, duration, counted]) => {
    const yaml = rotations(primary(`people: [david-ernst], ${restricted(kind, duration)}`));
    expect(covered(yaml)).toEqual(counted ? [alone, uncovered] : []);
  });

  it("one such layer is enough", () => {
    const nights = restricted("daily", "12 hours");
    const more = `people: [ada-brandt, clara-dias], start: '2026-01-05T09:00', turn: 30 minutes, ${nights}`;
    const yaml = `platform-primary: { layers: { weekly: { ${nights} }, more: { ${more} } } }`;
    expect(covered(rotations(yaml))).toEqual([]);
    expect(covered(rotations(yaml.replace("30 minutes", "1 week")))).toEqual([uncovered]);
  });

  it("nor is an escalation of which one target is such a rota", () => {
    const targets = "[{ rotation: platform-secondary }, { rotation: platform-primary }]";
    const level = "{ after: 10 minutes, targets: [{ rotation: product-follow-the-sun }] }";
    const escalation = `bridge-api: { levels: [{ after: 10 minutes, targets: ${targets} }, ${level}] }`;
    const nights = restricted("daily", "12 hours");
    const yaml = (turn: string): string =>
      `onCall: { escalations: { ${escalation} }, rotations: { platform-secondary: { layers: { weekly: { ${nights} } } }, ${primary(`turn: ${turn}, ${nights}`)} } }`;
    const second = uncovered.replace("primary", "secondary");
    expect(covered(yaml("30 minutes"))).toEqual([second]);
    expect(covered(yaml("1 week"))).toEqual([
      "on-call.level-uncovered onCall.escalations.bridge-api.levels[0]",
      uncovered,
      second,
    ]);
  });
});

describe("a gap", () => {
  const values = (yaml: string): (readonly [path: string, value: unknown])[] =>
    found("on-call-coverage", yaml).map(({ path, value }) => [path, value]);

  it("is told once a rota, with the first and how many follow", () => {
    const late = (id: string): string => `${id}: { layers: { weekly: { start: '2026-12-21T09:00' } } }`;
    const nights = primary(restricted("daily", "12 hours"));
    expect(values(rotations(nights, late("platform-secondary")))).toEqual([
      [
        "onCall.rotations.platform-primary.layers",
        "nobody from 2026-11-21T20:00:00+01:00 to 2026-11-22T08:00:00+01:00, and 83 more",
      ],
      [
        "onCall.rotations.platform-secondary.layers",
        "nobody from 2026-11-21T11:00:00+01:00 to 2026-12-21T09:00:00+01:00",
      ],
    ]);
  });

  it("of one person alone is told with the first such time", () => {
    const drill =
      "levels: [{ after: 5 minutes, targets: [{ rotation: drill-team }] }, { after: 5 minutes, targets: [{ person: leo-martins }] }]";
    expect(values(`onCall: { escalations: { drill: { ${drill} } } }`)).toEqual([
      ["onCall.escalations.drill.levels", "only leo-martins from 2026-11-21T10:00:00Z to 2026-11-22T08:00:00Z"],
    ]);
  });
});

import { soleReach, type Escalation, type Rotation } from "@launchgate/core";
import { describe, expect, it } from "vitest";

const rota = (
  people: string[],
  start = "2026-01-05T09:00",
  part: Partial<Rotation["layers"][string]> = {},
): Rotation => ({
  title: "Team",
  team: "team",
  timeZone: "UTC",
  mustCover: true,
  drill: false,
  layers: { main: { people, start, turn: "1 day", restrictions: [], ...part } },
});
const rotations = {
  first: rota(["ada", "bo"]),
  second: rota(["bo", "ada"]),
  same: rota(["ada", "bo"]),
  hours: rota(["ada", "bo"], "2026-01-05T09:00", {
    restrictions: [{ kind: "daily", start: "09:00", duration: "1 hour" }],
  }),
};
const escalation = (...targets: Escalation["levels"][number]["targets"][]): Escalation => ({
  title: "Team",
  team: "team",
  loops: 1,
  drill: false,
  levels: targets.map((each) => ({ after: "5 minutes", targets: each })),
});
const from = Date.parse("2026-02-02T00:00:00Z");
const to = Date.parse("2026-02-04T00:00:00Z");
const found = (each: Escalation): string[] =>
  soleReach({ rotations, escalations: { e: each } }, each, from, to).map(
    (part) =>
      `${part.person} ${new Date(part.from).toISOString().slice(5, 16)} ${new Date(part.to).toISOString().slice(5, 16)}`,
  );

describe("soleReach: times in which an escalation hangs on one person (O1, D4)", () => {
  it("are none where the levels are never the same", () => {
    expect(found(escalation([{ rotation: "first" }], [{ rotation: "second" }]))).toEqual([]);
  });

  it("are all where two rotas run alike", () => {
    expect(found(escalation([{ rotation: "first" }], [{ rotation: "same" }]))).toEqual([
      "bo 02-02T00:00 02-02T09:00",
      "ada 02-02T09:00 02-03T09:00",
      "bo 02-03T09:00 02-04T00:00",
    ]);
  });

  it("are the turns of the person whom the next level names", () => {
    expect(found(escalation([{ rotation: "first" }], [{ person: "bo" }]))).toEqual([
      "bo 02-02T00:00 02-02T09:00",
      "bo 02-03T09:00 02-04T00:00",
    ]);
    expect(found(escalation([{ rotation: "first" }], [{ person: "bo" }], [{ person: "cy" }]))).toEqual([]);
  });

  it("leave out times in which a level reaches nobody: those are gaps", () => {
    expect(found(escalation([{ rotation: "hours" }], [{ person: "ada" }]))).toEqual(["ada 02-02T09:00 02-02T10:00"]);
    expect(found(escalation([{ rotation: "lost" }], [{ person: "ada" }]))).toEqual([]);
  });

  it("of one level count only where it names a person and no rota", () => {
    expect(found(escalation([{ person: "ada" }]))).toEqual(["ada 02-02T00:00 02-04T00:00"]);
    expect(found(escalation([{ rotation: "first" }]))).toEqual([]);
    expect(found(escalation([{ person: "ada" }, { person: "bo" }]))).toEqual([]);
  });
});

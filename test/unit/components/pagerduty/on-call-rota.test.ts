import type { Rotation } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { OnCallRota, resolveOnCallRota } from "../../../../components/pagerduty/on-call-rota.ts";
import { capture } from "../../../helpers/capture.ts";
import { idsOfKeys, problemsOf, referenceModel, types } from "./fixture.ts";

const model = referenceModel();
const { people, teams } = model.organization;
const rotation = (id: string, changes: Partial<Rotation> = {}): Rotation => {
  const found = model.onCall.rotations[id];
  if (!found) throw new Error(`the reference model has no rotation ${id}`);
  return { ...found, ...changes };
};
const args = (id: string, changes: Partial<Rotation> = {}) => ({
  rotationId: id,
  rotation: rotation(id, changes),
  userIds: idsOfKeys(Object.keys(people)),
  teamIds: idsOfKeys(Object.keys(teams)),
  protect: true,
});

describe("OnCallRota", () => {
  it("makes a schedule whose handovers are fixed moments in UTC, lowest layer first", async () => {
    const made = await capture(() => new OnCallRota("sun", args("product-follow-the-sun")));
    const daily = (startTimeOfDay: string, durationSeconds: number) => [
      { type: "daily_restriction", startTimeOfDay, durationSeconds },
    ];
    expect(made.one(types.schedule, "sun-schedule").inputs).toEqual({
      name: "Product engineering, follow the sun",
      description: "Rota (owner: product, managed-by: launchgate)",
      timeZone: "Europe/Berlin",
      teams: ["<id of product>"],
      layers: [
        {
          name: "berlin-day",
          start: "2026-01-05T06:00:00Z",
          rotationVirtualStart: "2026-01-05T06:00:00Z",
          rotationTurnLengthSeconds: 604_800,
          users: ["<id of ada-brandt>", "<id of elif-faber>", "<id of greta-hahn>"],
          restrictions: daily("07:00:00", 39_600),
        },
        {
          name: "sao-paulo-evening",
          start: "2026-01-05T17:00:00Z",
          rotationVirtualStart: "2026-01-05T17:00:00Z",
          rotationTurnLengthSeconds: 604_800,
          users: ["<id of clara-dias>", "<id of felipe-gomes>"],
          restrictions: daily("18:00:00", 46_800),
        },
      ],
    });
  });

  it("ignores no change of a layer: the engine would refuse to add one", async () => {
    const made = await capture(() => new OnCallRota("sun", args("product-follow-the-sun")));
    expect(made.one(types.schedule).options).toEqual({ protect: true, version: "4.34.0" });
  });

  it("is not protected where it is not to be", async () => {
    const made = await capture(() => new OnCallRota("sun", { ...args("drill-team"), protect: false }));
    expect(made.one(types.schedule).options).toEqual({ version: "4.34.0" });
  });

  it("says that it is for drills", async () => {
    const made = await capture(() => new OnCallRota("drill", args("drill-team")));
    expect(made.one(types.schedule).inputs["description"]).toBe(
      "Rota for drills (owner: platform, managed-by: launchgate)",
    );
  });

  it("spells UTC as PagerDuty does", async () => {
    const made = await capture(() => new OnCallRota("drill", args("drill-team", { timeZone: "UTC" })));
    expect(made.one(types.schedule).inputs["timeZone"]).toBe("Etc/UTC");
  });
});

describe("problems", () => {
  it("are told all at once", async () => {
    const bad = args("drill-team", { timeZone: "Australia/Lord_Howe", team: "nobody" });
    const layers = {
      daily: { people: ["eve"], start: "2026-01-05T09:00", turn: "1 minute" as const, restrictions: [] },
    };
    const plan = { rotationId: "r", rotation: { ...bad.rotation, layers }, seats: ["ada"], teams: ["platform"] };
    expect(problemsOf(resolveOnCallRota(plan))).toEqual([
      { code: "pagerduty.unknown-zone", path: "onCall.rotations.r.timeZone" },
      { code: "reference.unknown-team", path: "onCall.rotations.r.team" },
      { code: "pagerduty.turn-length", path: "onCall.rotations.r.layers.daily.turn" },
      { code: "pagerduty.person-without-seat", path: "onCall.rotations.r.layers.daily.people[0]" },
    ]);
    await expect(capture(() => new OnCallRota("r", bad))).rejects.toMatchObject({ code: "model.invalid" });
  });
});

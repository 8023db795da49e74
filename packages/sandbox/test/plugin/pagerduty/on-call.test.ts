import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { findsDrift } from "../finds-drift.ts";

const handle = withSandbox();
const types = {
  user: "pagerduty:index/user:User",
  team: "pagerduty:index/team:Team",
  schedule: "pagerduty:index/schedule:Schedule",
  policy: "pagerduty:index/escalationPolicy:EscalationPolicy",
} as const;

let engine: PracticeEngine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "pagerduty");
  const made = async (key: string, type: string, inputs: object): Promise<void> => {
    ids[key] = await engine.made(type, key, inputs);
  };
  await made("nora", types.user, { name: "Nora Falk", email: "nora@x.example" });
  await made("leo", types.user, { name: "Leo Martins", email: "leo@x.example" });
  await made("team", types.team, { name: "Platform" });
  await made("other team", types.team, { name: "Product" });
  await made("rota", types.schedule, { name: "Rota", timeZone: "Etc/UTC", layers: [layer()] });
});

const turn = { rotationVirtualStart: "2026-01-05T08:00:00Z", rotationTurnLengthSeconds: 604_800 };

function layer(changes: object = {}): object {
  return {
    name: "weekly",
    start: "2026-01-05T08:00:00Z",
    ...turn,
    users: [ids["nora"] ?? "P1", ids["leo"] ?? "P2"],
    ...changes,
  };
}

const night = { type: "daily_restriction", startTimeOfDay: "22:00:00", durationSeconds: 28_800 };
const weekend = {
  type: "weekly_restriction",
  startTimeOfDay: "08:00:00",
  startDayOfWeek: 6,
  durationSeconds: 172_800,
};

/** Changes that the official provider does not show either. */
const unseen: Readonly<Record<string, string>> = {
  "overflow ->": "says how answers are rendered; no answer tells it",
  '"start":"2026-02-02T08:00:00Z"': "a start makes no difference where both are past",
};

const lives: Readonly<Record<string, () => Lifecycle>> = {
  schedule: () => ({
    type: types.schedule,
    inputs: {
      name: "Platform, first on call",
      description: "Rota (owner: platform, managed-by: launchgate)",
      timeZone: "Europe/Berlin",
      teams: [ids["team"]],
      layers: [layer()],
    },
    changes: {
      name: { to: "Platform" },
      description: [{ to: "Another" }, { to: undefined }],
      timeZone: { to: "America/Sao_Paulo" },
      teams: [{ to: [ids["other team"]] }, { to: undefined }],
      layers: [
        { to: [layer({ name: "daily", rotationTurnLengthSeconds: 86_400 })] },
        { to: [layer({ users: [ids["leo"]] })] },
        { to: [layer({ start: "2026-02-02T08:00:00Z" })] },
        { to: [layer({ start: "2031-02-02T08:00:00+01:00" })] },
        { to: [layer({ end: "2032-01-05T08:00:00Z" })] },
        { to: [layer({ rotationVirtualStart: "2026-01-06T08:00:00+02:00" })] },
        { to: [layer({ restrictions: [night, weekend] })] },
        { to: [layer(), layer({ name: "second", restrictions: [weekend] })] },
      ],
      overflow: { to: true },
    },
    notImported: ["layers"],
  }),
  "escalation policy": () => ({
    type: types.policy,
    inputs: {
      name: "Bridge API",
      description: "Escalation (owner: platform, managed-by: launchgate)",
      numLoops: 3,
      teams: ids["team"],
      rules: [
        { escalationDelayInMinutes: 10, targets: [{ id: ids["rota"], type: "schedule_reference" }] },
        {
          escalationDelayInMinutes: 15,
          targets: [
            { id: ids["nora"], type: "user_reference" },
            { id: ids["leo"], type: "user_reference" },
          ],
        },
      ],
    },
    changes: {
      name: { to: "Bridge" },
      description: [{ to: "Another" }, { to: undefined }],
      numLoops: [{ to: 1 }, { to: undefined }],
      teams: [{ to: ids["other team"] }, { to: undefined }],
      rules: [
        { to: [{ escalationDelayInMinutes: 5, targets: [{ id: ids["nora"] }] }] },
        { to: [{ escalationDelayInMinutes: 5, targets: [{ id: ids["rota"], type: "schedule_reference" }] }] },
      ],
    },
  }),
};

describe("on-call", () => {
  it.each(Object.keys(lives))("%s lives through every change", async (name) => {
    await liveThrough(engine, lives[name]!(), `${name} through life`);
  });

  it.each(Object.keys(lives))("%s shows whatever is changed outside", async (name) => {
    await findsDrift(engine, lives[name]!(), `${name} drifting`, unseen);
  });

  it("imports the layers as they are, the oldest first", async () => {
    const two = [layer(), layer({ name: "second", restrictions: [night] })];
    await engine.up(types.schedule, "two", { name: "Two", timeZone: "Europe/Berlin", layers: two });
    const found = await engine.import(types.schedule, "two-imported", engine.recorded("two").id);
    expect(found?.inputs["layers"]).toMatchObject([{ name: "weekly" }, { name: "second", restrictions: [night] }]);
    await engine.down("two");
  });

  it("finds a restriction, an end and a person that somebody set outside, and puts them right", async () => {
    await engine.up(types.schedule, "drifting", { name: "Drifting", timeZone: "Etc/UTC", layers: [layer()] });
    const { id } = engine.recorded("drifting");
    const outside = new PracticeEngine(handle.sandbox, "pagerduty");
    for (const change of [{ restrictions: [night] }, { end: "2032-01-05T08:00:00Z" }, { users: [ids["leo"]] }]) {
      const state = { name: "Drifting", timeZone: "Etc/UTC", layers: [layer()] };
      const live = await outside.import(types.schedule, "outside", id);
      const layers = [{ ...(live?.inputs["layers"] as readonly object[])[0], ...change }];
      const request = { urn: "urn:pulumi:test::launchgate::x::outside", type: types.schedule, timeoutSeconds: 0 };
      await outside.provider.update(request, { id, inputs: state, state: {} }, { ...state, layers });
      expect([change, await engine.refresh("drifting")]).toEqual([change, ["layers"]]);
      expect(await engine.up(types.schedule, "drifting", state)).toBe("update");
      expect([change, await engine.refresh("drifting")]).toEqual([change, []]);
    }
    await engine.down("drifting");
  });
});

const refusals: readonly [string, string, object, readonly string[]][] = [
  ["UTC by its short name", types.schedule, { timeZone: "UTC", layers: [layer()] }, ["timeZone"]],
  ["a schedule without layers", types.schedule, { timeZone: "Etc/UTC", layers: [] }, ["layers"]],
  [
    "a layer in words",
    types.schedule,
    { timeZone: "Etc/UTC", layers: [layer({ start: "tomorrow", rotationTurnLengthSeconds: 60, users: [] })] },
    ["layers[0].rotationTurnLengthSeconds", "layers[0].start", "layers[0].users"],
  ],
  [
    "a daily restriction of a day, on a day of the week",
    types.schedule,
    {
      timeZone: "Etc/UTC",
      layers: [layer({ restrictions: [{ ...night, durationSeconds: 86_400, startDayOfWeek: 1 }] })],
    },
    ["layers[0].restrictions[0].startDayOfWeek", "layers[0].restrictions[0].durationSeconds"],
  ],
  [
    "a weekly restriction without its day",
    types.schedule,
    { timeZone: "Etc/UTC", layers: [layer({ restrictions: [{ ...night, type: "weekly_restriction" }] })] },
    ["layers[0].restrictions[0].startDayOfWeek"],
  ],
  [
    "ten loops, no delay and another kind of target",
    types.policy,
    { name: "A & B", numLoops: 10, rules: [{ escalationDelayInMinutes: 0, targets: [{ id: "P", type: "user" }] }] },
    ["numLoops", "rules[0].escalationDelayInMinutes", "rules[0].targets[0].type", "name"],
  ],
];

it.each(refusals)("refuses %s", (_what, type, inputs, properties) => {
  const { failures } = engine.check(type, "odd", { ...inputs });
  expect(failures.map(({ property }) => property)).toEqual(properties);
});

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { layerOf, night } from "../lives/pagerduty-on-call.ts";
import { types } from "../lives/pagerduty-types.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();

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

const layer = layerOf(ids);

describe("on-call", () => {
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

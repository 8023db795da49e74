/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
/**
 * Who is on call, against brute force: every minute is asked for by itself, from the wall clock that `Intl` tells, by a way that shares
 * nothing with the sandbox's. (O2)
 */
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { expectedOnCall, type Layer } from "./brute-force.ts";
import { Client } from "./client.ts";
import { Organisation } from "./organisation.ts";

const handle = withSandbox();
let client: Client;
let organisation: Organisation;
let rotas: readonly { name: string; inputs: any; made: any }[];
const minute = 60_000;
const day = 86_400_000;

beforeAll(async () => {
  // Before the rotas begin: a layer cannot start in the past.
  handle.sandbox.clock.set(Date.parse("2025-12-01T00:00:00Z"));
  handle.sandbox.clock.pause();
  client = new Client(handle.sandbox);
  organisation = await new Organisation(client).people();
  rotas = await organisation.rotas();
});

async function entries(
  id: string,
  from: number,
  to: number,
): Promise<readonly { from: number; to: number; user: string }[]> {
  const [since, until] = [from, to].map((at) => new Date(at).toISOString());
  const read = await client.read(`/schedules/${id}?since=${since}&until=${until}`, "schedule");
  return read.final_schedule.rendered_schedule_entries.map((each: any) => ({
    from: Date.parse(each.start),
    to: Date.parse(each.end),
    user: each.user.id,
  }));
}

describe("every minute of all rotas", () => {
  it.each([
    ["an ordinary fortnight", "2026-06-01T00:00:00Z"],
    ["the fortnight around summer time in Berlin", "2026-03-22T00:00:00Z"],
    ["the fortnight around winter time in Berlin", "2026-10-18T00:00:00Z"],
  ])("%s", async (_, start) => {
    const from = Date.parse(start);
    for (const { inputs, made } of rotas) {
      const found = await entries(made.id, from, from + 14 * day);
      const layers = inputs.layers as Layer[];
      const wrong: string[] = [];
      let minutes = 0;
      for (let at = from; at < from + 14 * day; at += minute) {
        const user = expectedOnCall(layers, inputs.timeZone, at);
        const told = found.find((each) => each.from <= at && at < each.to)?.user;
        minutes += 1;
        if ((user && organisation.reference(user)) !== told) wrong.push(new Date(at).toISOString());
      }
      expect([inputs.name, wrong]).toEqual([inputs.name, []]);
      expect(minutes).toBe(20_160);
    }
  });
});

describe("hours at which clocks change", () => {
  const users = (): object[] => [...organisation.ids.values()].slice(0, 2).map((id) => ({ user: { id } }));
  const rota = async (turn: number, start: string, restrictions: object[] = []): Promise<string> => {
    const layer = {
      start,
      rotation_virtual_start: start,
      rotation_turn_length_seconds: turn,
      users: users(),
      restrictions,
    };
    const name = `at ${start} each ${String(turn)} ${JSON.stringify(restrictions)}`;
    return (await client.make("/schedules", "schedule", { name, time_zone: "Europe/Berlin", schedule_layers: [layer] }))
      .id;
  };
  const times = async (id: string, since: string, until: string): Promise<string[]> =>
    (await entries(id, Date.parse(since), Date.parse(until))).map((each) => new Date(each.from).toISOString());

  it("a daily handover in the hour that comes twice happens once, at its first time", async () => {
    const id = await rota(86_400, "2026-10-20T02:30:00+02:00");
    expect(await times(id, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z")).toEqual([
      "2026-10-24T12:00:00.000Z",
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  it("a daily handover in the hour that is left out happens an hour later by the wall clock", async () => {
    const id = await rota(86_400, "2026-03-20T02:30:00+01:00");
    expect(await times(id, "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")).toEqual([
      "2026-03-28T12:00:00.000Z",
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
  });

  it("turns of hours are elapsed time", async () => {
    const id = await rota(12 * 3600, "2026-10-20T08:00:00+02:00");
    expect(await times(id, "2026-10-24T18:30:00Z", "2026-10-25T20:00:00Z")).toEqual([
      "2026-10-24T18:30:00.000Z",
      "2026-10-25T06:00:00.000Z",
      "2026-10-25T18:00:00.000Z",
    ]);
  });

  it("a night from 20:00 for twelve hours ends at 08:00 in both nights", async () => {
    const night = [{ type: "daily_restriction", start_time_of_day: "20:00:00", duration_seconds: 12 * 3600 }];
    const id = await rota(604_800, "2026-01-05T09:00:00+01:00", night);
    const ends = async (since: string, until: string): Promise<string[]> =>
      (await entries(id, Date.parse(since), Date.parse(until))).map((each) => new Date(each.to).toISOString());
    expect(await ends("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual(["2026-10-25T07:00:00.000Z"]);
    expect(await ends("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual(["2026-03-29T06:00:00.000Z"]);
  });
});

describe("overrides", () => {
  it("stand in, are listed, end when they are deleted, and cannot be in the past", async () => {
    const { made } = rotas[0]!;
    const user = { id: organisation.ids.values().next().value, type: "user_reference" };
    const at = (hour: string): string => `2026-06-10T${hour}:00Z`;
    const given = [
      { start: at("10:00"), end: at("12:00"), user },
      { start: at("12:00"), end: at("11:00"), user },
    ];
    const path = `/schedules/${made.id}/overrides`;
    const { status, data } = await client.call("post", path, { overrides: given });
    expect([status, data.map((each: any) => each.status)]).toEqual([201, [201, 400]]);
    const during = await entries(made.id, Date.parse(at("10:00")), Date.parse(at("12:00")));
    expect(during).toEqual([{ from: Date.parse(at("10:00")), to: Date.parse(at("12:00")), user: user.id }]);
    const listed = await client.call("get", `${path}?since=${at("00:00")}&until=${at("23:00")}`);
    expect(listed.data.overrides).toMatchObject([{ user: { id: user.id } }]);
    expect((await client.call("get", path)).status).toBe(400);
    expect((await client.call("delete", `${path}/${data[0].override.id}`)).status).toBe(204);
    expect(await entries(made.id, Date.parse(at("10:00")), Date.parse(at("12:00")))).not.toEqual(during);
    expect((await client.call("delete", `${path}/${data[0].override.id}`)).status).toBe(404);
  });
});

describe("who is on call", () => {
  it("by policy and level, by person, by rota, and the first time of each", async () => {
    const policies = await organisation.policies();
    const [since, until] = ["2026-06-01T00:00:00Z", "2026-06-15T00:00:00Z"];
    for (const { made } of policies) {
      const { data } = await client.call(
        "get",
        `/oncalls?escalation_policy_ids[]=${made.id}&since=${since}&until=${until}&limit=100`,
      );
      expect(new Set(data.oncalls.map((each: any) => each.escalation_level))).toEqual(
        new Set(made.escalation_rules.map((_: unknown, index: number) => index + 1)),
      );
      const direct = data.oncalls.filter((each: any) => each.schedule === undefined);
      expect(direct.every((each: any) => each.start === undefined && each.end === undefined)).toBe(true);
      const first = await client.call(
        "get",
        `/oncalls?escalation_policy_ids[]=${made.id}&since=${since}&until=${until}&limit=100&earliest=true`,
      );
      const keys = first.data.oncalls.map((each: any) => `${each.escalation_level} ${each.user.id}`);
      expect(keys.length).toBe(new Set(keys).size);
      const [{ user }] = data.oncalls;
      const his = await client.call("get", `/oncalls?user_ids[]=${user.id}&since=${since}&until=${until}`);
      expect(his.data.oncalls.map((each: any) => each.user.id)).toEqual(his.data.oncalls.map(() => user.id));
    }
    const { made } = rotas[0]!;
    const ofRota = await client.call("get", `/oncalls?schedule_ids[]=${made.id}`);
    expect(ofRota.data.oncalls.every((each: any) => each.schedule.id === made.id)).toBe(true);
    const users = await client.call("get", `/schedules/${made.id}/users?since=${since}&until=${until}`);
    expect(users.data.users.length).toBeGreaterThan(1);
    expect((await client.call("get", `/oncalls?since=${until}&until=${since}`)).status).toBe(400);
  });
});

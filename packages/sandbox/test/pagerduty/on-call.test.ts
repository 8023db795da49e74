/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call --
   bodies of the official client are any: the contract check and the expectations judge them */
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";
import { Organisation } from "./organisation.ts";
import { planned } from "./plan.ts";

const handle = withSandbox();
let organisation: Organisation;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  organisation = await new Organisation(new Client(handle.sandbox)).people();
  ids = organisation.ids;
});

describe("schedules and policies of the captured plan", () => {
  it("are made, read and changed", async () => {
    const client = new Client(handle.sandbox);
    for (const { inputs, sent, made } of await organisation.rotas()) {
      const read = await client.read(`/schedules/${made.id}`, "schedule");
      expect(read).toMatchObject({ ...sent, final_schedule: { name: "Final Schedule" } });
      const [layer] = read.schedule_layers;
      expect(Date.parse(layer.rotation_virtual_start)).toBe(Date.parse(inputs.layers.at(-1).rotationVirtualStart));
      expect(layer.rotation_virtual_start).toMatch(inputs.timeZone === "Etc/UTC" ? /Z$/ : /[+-]\d\d:\d\d$/);
    }
    for (const { sent, made } of await organisation.policies()) {
      const path = `/escalation_policies/${made.id}?include[]=escalation_rule_assignment_strategies`;
      const read = await client.read(path, "escalation_policy");
      expect(read).toMatchObject({ ...sent, on_call_handoff_notifications: "if_has_services" });
      expect(read.escalation_rules.map((rule: { id: string }) => rule.id.length)).toEqual(
        sent.escalation_rules.map(() => 14),
      );
    }
  });

  it("change in each field, and layers keep their ids and start", async () => {
    const client = new Client(handle.sandbox);
    const [user] = planned("shared", "User");
    const users = [{ user: { id: ids.get(user?.name ?? "") } }];
    const layer = { start: "2020-01-01T00:00:00Z", rotation_virtual_start: "2020-01-01T00:00:00Z", users };
    const first = { ...layer, name: "L", rotation_turn_length_seconds: 3600 };
    const made = await client.make("/schedules", "schedule", {
      name: "S",
      time_zone: "Etc/UTC",
      schedule_layers: [first],
    });
    const path = `/schedules/${String(made.id)}`;
    const [old] = made.schedule_layers;
    expect(Date.parse(old.start)).toBeGreaterThan(Date.parse("2026-01-01T00:00:00Z"));
    const restrictions = [
      { type: "weekly_restriction", duration_seconds: 90, start_time_of_day: "08:00:00", start_day_of_week: 1 },
    ];
    const next = {
      ...first,
      id: old.id,
      name: "M",
      rotation_turn_length_seconds: 7200,
      restrictions,
      end: "2099-01-01T00:00:00Z",
    };
    const changes = { name: "T", description: "d", time_zone: "America/New_York" };
    const read = await client.change(path, "schedule", { ...changes, schedule_layers: [next] });
    expect(read).toMatchObject({
      ...changes,
      schedule_layers: [{ id: old.id, name: "M", restrictions, end: "2098-12-31T19:00:00-05:00" }],
    });
    expect(Date.parse(read.schedule_layers[0].start)).toBe(Date.parse(old.start));
    expect((await client.call("get", "/schedules?query=t")).data.schedules).toContainEqual(
      expect.objectContaining({ id: made.id }),
    );
    const rule = { escalation_delay_in_minutes: 5, targets: [{ id: made.id, type: "schedule_reference" }] };
    const policy = await client.make("/escalation_policies", "escalation_policy", {
      name: "P",
      escalation_rules: [rule],
    });
    expect(policy).toMatchObject({ num_loops: 0, teams: [] });
    expect((await client.read(path, "schedule")).escalation_policies).toMatchObject([{ id: policy.id }]);
    const used = await client.call("delete", path);
    expect([used.status, used.data.error.errors]).toEqual([
      400,
      ["Schedule can't be deleted if it's being used by escalation policies"],
    ]);
    const at = `/escalation_policies/${String(policy.id)}`;
    const strategy = { escalation_rule_assignment_strategy: { type: "round_robin" } };
    const other = { name: "Q", description: "d", num_loops: 2, on_call_handoff_notifications: "always" };
    const escalation_rules = [
      { ...rule, ...strategy, id: policy.escalation_rules[0].id, escalation_delay_in_minutes: 7 },
    ];
    await client.change(at, "escalation_policy", { ...other, escalation_rules });
    const changed = await client.read(`${at}?include[]=escalation_rule_assignment_strategies`, "escalation_policy");
    const id = policy.escalation_rules[0].id;
    expect(changed).toMatchObject({ ...other, escalation_rules: [{ id, escalation_delay_in_minutes: 7 }] });
    expect(changed.escalation_rules[0].escalation_rule_assignment_strategy).toEqual("round_robin");
    for (const each of [at, path]) expect((await client.call("delete", each)).status).toBe(204);
    for (const each of [at, path]) expect((await client.call("get", each)).status).toBe(404);
  });

  it("hold people and teams back", async () => {
    const client = new Client(handle.sandbox);
    const owner = (await client.call("get", "/users?query=account@")).data.users[0].id;
    const made = await client.make("/teams", "team", { name: "Held" });
    const member = `/teams/${String(made.id)}/users/${String(owner)}`;
    await client.call("put", member, { role: "responder" });
    const rule = { escalation_delay_in_minutes: 5, targets: [{ id: owner, type: "user_reference" }] };
    const fields = { name: "Held", teams: [{ id: made.id }], escalation_rules: [rule] };
    const policy = await client.make("/escalation_policies", "escalation_policy", fields);
    const kept = await client.call("delete", member);
    expect([kept.status, kept.data.error.errors]).toEqual([
      400,
      ["User cannot be removed as they belong to an escalation policy on this team"],
    ]);
    expect((await client.call("delete", `/users/${String(owner)}`)).status).toBe(400);
    expect((await client.call("delete", `/teams/${String(made.id)}`)).status).toBe(400);
    await client.call("delete", `/escalation_policies/${String(policy.id)}`);
    expect((await client.call("delete", member)).status).toBe(204);
    expect((await client.call("delete", `/teams/${String(made.id)}`)).status).toBe(204);
  });

  it.each([
    ["time zone", { time_zone: "Mars/Base" }, /^Time zone is invalid/],
    ["no layer", { schedule_layers: [] }, /^Schedule layers is invalid/],
    ["user", { users: [{ user: { id: "PNOBODY" } }] }, "User not found"],
    ["turn", { rotation_turn_length_seconds: 0 }, /rotation turn length seconds is invalid/],
    ["moment", { start: "soon" }, "Time is invalid"],
    ["end", { end: "2020-01-01T00:00:00Z" }, "End must not be before start"],
    [
      "whole day",
      { restrictions: [{ type: "daily_restriction", duration_seconds: 86_400, start_time_of_day: "00:00:00" }] },
      "Daily restrictions must be shorter than a day",
    ],
    [
      "no weekday",
      { restrictions: [{ type: "weekly_restriction", duration_seconds: 60, start_time_of_day: "00:00:00" }] },
      "Weekly restrictions need a day of the week",
    ],
  ])("refuse a schedule: %s", async (_what, change, message) => {
    const client = new Client(handle.sandbox);
    const [user] = planned("shared", "User");
    const times = { start: "2030-01-01T00:00:00Z", rotation_virtual_start: "2030-01-01T00:00:00Z" };
    const layer = { ...times, rotation_turn_length_seconds: 60, users: [{ user: { id: ids.get(user?.name ?? "") } }] };
    const fields = { name: "Bad", time_zone: "Etc/UTC", schedule_layers: [{ ...layer, ...change }], ...change };
    const reply = await client.call("post", "/schedules", { schedule: fields });
    expect([reply.status, reply.data.error.errors]).toEqual([400, [expect.stringMatching(message)]]);
  });

  it.each([
    ["no rule", { escalation_rules: [] }, /^Escalation rules is invalid/],
    [
      "target",
      { escalation_rules: [{ escalation_delay_in_minutes: 5, targets: [{ id: "P", type: "user_reference" }] }] },
      "User not found",
    ],
    [
      "delay",
      { escalation_rules: [{ escalation_delay_in_minutes: 0, targets: [{ id: "P", type: "user_reference" }] }] },
      /delay in minutes is invalid/,
    ],
    [
      "loops",
      {
        num_loops: 10,
        escalation_rules: [{ escalation_delay_in_minutes: 5, targets: [{ id: "P", type: "user_reference" }] }],
      },
      /^Num loops is invalid/,
    ],
  ])("refuse a policy: %s", async (_what, fields, message) => {
    const client = new Client(handle.sandbox);
    const reply = await client.call("post", "/escalation_policies", { escalation_policy: { name: "Bad", ...fields } });
    expect([reply.status, reply.data.error.errors]).toEqual([400, [expect.stringMatching(message)]]);
  });
});

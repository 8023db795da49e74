import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { plant } from "../../../resource-table/plant.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { pointer, shown, unknownPointers } from "../references.ts";
import { schedule } from "../tables/schedule.ts";
import { user } from "../tables/user.ts";
import type { ScheduleData, UserData } from "../types.ts";
import { iso, newId } from "../wire.ts";
import { localTime, momentOf } from "../zone.ts";
import type { Stretch } from "./layer-hours.ts";
import { entriesOf, overridesOf, type OverrideData } from "./schedule-entries.ts";
import { pageOf } from "../pages.ts";
import { onCalls } from "./on-calls.ts";
import { spanOf } from "./span.ts";

const override = { vendor: "pagerduty", name: "override" } as const;
const moment = z.string().refine((text) => !Number.isNaN(momentOf(text)), "Time is invalid");
const overrideInput = z.object({ start: moment, end: moment, user: pointer });
const scopes = { read: "schedules.read", write: "schedules.write" };

/** Overrides, people of a schedule, and who is on call (O2). */
export const onCallRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/schedules/{schedule_id}/overrides",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /schedules/{id}/overrides: since and until are asked for",
    run: (call) => {
      const found = locate(schedule, call);
      const { from, to } = requiredSpan(call);
      const inside = overridesOf(call.world, found).filter(
        ({ start, end }) => Date.parse(start) < to && Date.parse(end) > from,
      );
      return { status: 200, body: { overrides: inside.map((each) => shownOverride(each, found, call)) } };
    },
  },
  {
    method: "POST",
    template: "/schedules/{schedule_id}/overrides",
    scope: scopes.write,
    statuses: [201],
    source: "pagerduty.json /schedules/{id}/overrides: a status for each; texts: [unverified]",
    run: (call) => {
      const found = locate(schedule, call);
      const { overrides } = (call.request.body ?? {}) as { overrides?: readonly unknown[] };
      if (overrides === undefined)
        throw invalid("Override", { path: ["overrides"], code: "missing", message: "missing" });
      return { status: 201, body: overrides.map((each) => oneOfMany(each, found, call)) };
    },
  },
  {
    method: "DELETE",
    template: "/schedules/{schedule_id}/overrides/{override_id}",
    scope: scopes.write,
    statuses: [200, 204],
    source:
      "pagerduty.json /schedules/{id}/overrides/{override_id}: 200 ends one that has begun, 204 removes one to come",
    run: (call) => {
      const parent = locate(schedule, call);
      const rows = call.world.store.children<OverrideData>("pagerduty.override", parent.key);
      const found = rows.find(({ data }) => data.id === call.params["override_id"]);
      if (!found) throw missing("Override");
      return end(found, call);
    },
  },
  {
    method: "GET",
    template: "/schedules/{schedule_id}/users",
    scope: "users.read",
    statuses: [200],
    source: "pagerduty.json /schedules/{id}/users",
    run: (call) => {
      const ids = new Set(entriesOf(call.world, locate(schedule, call), spanOf(call)).map(({ user }) => user));
      const people = call.world.store.all<UserData>("pagerduty.user").filter(({ data }) => ids.has(data.id));
      return { status: 200, body: { users: people.map((each) => viewOf(user)(each, call)) } };
    },
  },
  {
    method: "GET",
    template: "/oncalls",
    scope: "oncalls.read",
    statuses: [200],
    source: "pagerduty.json /oncalls; facts/endpoints.md section 5; order: [unverified]",
    run: (call) => ({ status: 200, body: pageOf("oncalls", onCalls(call), (each) => each, call) }),
  },
];

function requiredSpan(call: Call): Stretch {
  const absent = ["since", "until"].filter((each) => !call.request.query.has(each));
  const problems = absent.map((each) => ({ path: [each], code: "missing" as const, message: "missing" }));
  if (problems.length > 0) throw invalid("Override", ...problems);
  return spanOf(call);
}

function standIn(given: unknown, parent: Entity<ScheduleData>, call: Call): OverrideData {
  const { world, now } = call;
  const result = validate(overrideInput, given ?? {});
  if (!result.ok) throw invalid("Override", ...result.problems);
  const { start, end: until, user } = overrideInput.parse(result.fields);
  const times = { start: Math.max(momentOf(start), now), end: momentOf(until) };
  const late = { path: ["end"], code: "custom" as const, message: "Override must end after its start" };
  const problems = [...unknownPointers(world, "user", "user", [user]), ...(times.end <= times.start ? [late] : [])];
  if (problems.length > 0) throw invalid("Override", ...problems);
  const data: OverrideData = { id: newId(world, "override"), start: iso(times.start), end: iso(times.end), user };
  plant(world, override, parent.key, data);
  return data;
}

function oneOfMany(given: unknown, parent: Entity<ScheduleData>, call: Call): object {
  try {
    return { status: 201, override: shownOverride(standIn(given, parent, call), parent, call) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason.kind !== "invalid") throw error;
    return { status: 400, errors: error.reason.problems.map(({ message }) => message), override: given };
  }
}

function shownOverride(
  { id, start, end: until, user }: OverrideData,
  { data }: Entity<ScheduleData>,
  call: Call,
): Data {
  const local = (time: string): string => localTime(Date.parse(time), data.time_zone);
  return { id, start: local(start), end: local(until), user: shown(call.world, "user", user) };
}

function end(found: Entity<OverrideData>, { world, now }: Call): { status: number } {
  if (Date.parse(found.data.start) > now) {
    world.store.remove(found.key);
    return { status: 204 };
  }
  const until = Math.min(now, Date.parse(found.data.end));
  world.store.alter(found, now, { end: iso(until) });
  return { status: 200 };
}

import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, iso, problem } from "../wire.ts";
import { byId } from "./references.ts";

interface Recurrence {
  readonly rrule: string;
  readonly duration: string;
  readonly start?: string | null;
}

/** When a downtime is: at times by a rule, or once. */
interface Schedule {
  readonly timezone?: string;
  readonly recurrences?: readonly Recurrence[];
  readonly start?: string | null;
  readonly end?: string | null;
}

/** What Datadog keeps of a downtime. */
export interface DowntimeData extends Data {
  readonly id: string;
  readonly schedule: Schedule;
  readonly monitor_identifier: { readonly monitor_id?: number; readonly monitor_tags?: readonly string[] };
  readonly canceled: string | null;
}

const instant = z.iso.datetime({ offset: true });
const recurrence = z.object({
  rrule: z.string().regex(/^(?:RRULE:)?FREQ=/),
  duration: z.string().regex(/^\d+[mhdw]$/),
  start: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/)
    .nullable()
    .optional(),
});
const schedule = z.union([
  z.strictObject({ recurrences: z.array(recurrence).min(1).max(5), timezone: z.string().optional() }),
  z.strictObject({ start: instant.nullable().optional(), end: instant.nullable().optional() }),
]);

/** A downtime. Deleting cancels it: it is still read, as cancelled. */
export const downtime = resource<DowntimeData>({
  vendor: "datadog",
  name: "downtime",
  title: "Downtime",
  source: "datadog-v2.json /api/v2/downtime; facts/endpoints.md 2.5; wordings [unverified]",
  identity: { downtime_id: "id" },
  operations: {
    create: "POST /api/v2/downtime -> 200",
    list: "GET /api/v2/downtime -> 200",
    read: "GET /api/v2/downtime/{downtime_id} -> 200",
    update: "PATCH /api/v2/downtime/{downtime_id} -> 200",
  },
  scopes: { read: "downtime_read", write: "downtime_write" },
  wrap: { jsonApi: "downtime" },
  input: z.object({
    scope: z.string().min(1),
    monitor_identifier: z.union([
      z.strictObject({ monitor_id: z.int() }),
      z.strictObject({ monitor_tags: z.array(z.string().min(1)).min(1) }),
    ]),
    schedule: schedule.optional(),
    message: z.string().nullable().optional(),
    display_timezone: z.string().nullable().optional(),
    mute_first_recovery_notification: z.boolean().optional(),
    notify_end_states: z.array(z.enum(["alert", "no data", "warn"])).optional(),
    notify_end_types: z.array(z.enum(["canceled", "expired"])).optional(),
  }),
  defaults: () => ({
    message: null,
    mute_first_recovery_notification: false,
    notify_end_states: ["alert", "no data", "warn"],
    notify_end_types: ["expired"],
    schedule: {},
    canceled: null,
  }),
  computed: (_data, call) => ({ id: call.world.ids.uuid("datadog.downtime"), creator: creatorOf(call).handle }),
  normalise: (data, call) => ({
    ...data,
    display_timezone: (data["display_timezone"] ?? "") === "" ? "UTC" : data["display_timezone"],
    schedule: withStart(data.schedule, call.now),
  }),
  check(data, call): readonly FieldProblem[] {
    const { monitor_id: id } = data.monitor_identifier;
    const { start, end } = data.schedule;
    const ends = typeof start === "string" && typeof end === "string" && Date.parse(end) <= Date.parse(start);
    return [
      ...(id !== undefined && !byId("monitor", id, call)
        ? [problem("monitor_identifier", "Monitor not found", id)]
        : []),
      ...(ends ? [problem("schedule", "End must be after start", end)] : []),
    ];
  },
  list: {
    filters: {
      current_only: ({ data, ...rest }, value, call) =>
        value !== "true" || statusOf({ data, ...rest }, call.now) === "active",
    },
  },
  view(entity, call): Data {
    const { creator, ...data } = entity.data;
    const id = data.monitor_identifier.monitor_id;
    const monitor = { data: id === undefined ? undefined : { id: String(id), type: "monitors" } };
    const maker = { created_by: { data: { id: String(creator), type: "users" } } };
    return {
      ...data,
      created: iso(entity.created),
      modified: iso(entity.updated),
      status: statusOf(entity, call.now),
      relationships: id === undefined ? maker : { ...maker, monitor },
    };
  },
});

/** A schedule without a start begins now; times are kept in UTC, those of rules in their zone. */
function withStart(given: Schedule, now: number): Schedule {
  const { recurrences, timezone = "UTC", start, end } = given;
  if (!recurrences) {
    const ends = typeof end === "string" ? iso(Date.parse(end)) : null;
    return { start: iso(typeof start === "string" ? Date.parse(start) : now), end: ends };
  }
  const begun = (each: Recurrence): Recurrence => ({ ...each, start: each.start ?? iso(now).slice(0, 19) });
  return { timezone, recurrences: recurrences.map(begun) };
}

/** By the clock for a downtime that is once. One by rules counts as scheduled until it is cancelled [unverified]. */
function statusOf({ data }: Entity<DowntimeData>, now: number): "active" | "canceled" | "ended" | "scheduled" {
  if (data.canceled !== null) return "canceled";
  const { recurrences, start, end } = data.schedule;
  if (recurrences || now < Date.parse(start ?? "")) return "scheduled";
  return typeof end === "string" && now >= Date.parse(end) ? "ended" : "active";
}

import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { creatorOf, iso, problem } from "../wire.ts";
import { begun, recurrenceProblems, statusOf, type Schedule } from "./downtime-schedule.ts";
import { byId } from "./references.ts";

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
    schedule: begun(data.schedule, call.now),
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
      ...recurrenceProblems(data.schedule).map((why) => problem("schedule", why)),
    ];
  },
  list: {
    filters: {
      current_only: ({ data }, value, call) => value !== "true" || statusOf(data, call.now).status === "active",
    },
  },
  view(entity, call): Data {
    const { creator, ...data } = entity.data;
    const { status, current } = statusOf(entity.data, call.now);
    const id = data.monitor_identifier.monitor_id;
    const monitor = { data: id === undefined ? undefined : { id: String(id), type: "monitors" } };
    const maker = { created_by: { data: { id: String(creator), type: "users" } } };
    return {
      ...data,
      created: iso(entity.created),
      modified: iso(entity.updated),
      schedule: current === undefined ? data.schedule : { ...data.schedule, current_downtime: current },
      status,
      relationships: id === undefined ? maker : { ...maker, monitor },
    };
  },
});

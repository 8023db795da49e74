import { z } from "zod";
import { refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { pointer, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import { requester } from "../requester.ts";
import { iso, newId, reference } from "../wire.ts";
import { momentOf } from "../zone.ts";

interface WindowData extends Data {
  readonly id: string;
  readonly description: string | null;
  readonly start_time: string;
  readonly end_time: string;
  readonly services: readonly Pointer[];
  readonly created_by: Pointer | null;
}

const moment = z.string().refine((text) => !Number.isNaN(momentOf(text)), "Time is invalid");

/** Time in which services open no incidents. A start in the past becomes now; full minutes; one that is over stays. */
export const maintenanceWindow = resource<WindowData>({
  vendor: "pagerduty",
  name: "maintenance-window",
  title: "Maintenance Window",
  source: "pagerduty.json /maintenance_windows; facts/endpoints.md 2.4; facts/providers.md 5; texts: [unverified]",
  identity: { maintenance_window_id: "id" },
  operations: {
    create: "POST /maintenance_windows -> 201",
    list: "GET /maintenance_windows -> 200",
    read: "GET /maintenance_windows/{maintenance_window_id} -> 200",
    update: "PUT /maintenance_windows/{maintenance_window_id} -> 200",
    remove: "DELETE /maintenance_windows/{maintenance_window_id} -> 204",
  },
  scopes: { read: "services.read", write: "services.write" },
  wrap: { one: "maintenance_window", many: "maintenance_windows" },
  input: z.object({
    description: z.string().nullable().optional(),
    start_time: moment,
    end_time: moment,
    services: z.array(pointer).min(1),
  }),
  list: {
    filters: {
      query: ({ data }, value) => (data.description ?? "").toLowerCase().includes(value.toLowerCase()),
      "service_ids[]": ({ data }, value) => data.services.some(({ id }) => id === value),
      filter: ({ data }, value, { now }) => {
        const [start, end] = [Date.parse(data.start_time), Date.parse(data.end_time)];
        if (value === "past") return end <= now;
        return value === "future" ? start > now : value === "ongoing" ? start <= now && now < end : end > now;
      },
    },
  },
  defaults: () => ({ description: null }),
  normalise: (data, { now }, before) => {
    const minute = (text: string): number => Math.floor(momentOf(text) / 60_000) * 60_000;
    const asked = minute(data.start_time);
    const begun = before?.data.start_time === iso(asked);
    const start = asked >= now || begun ? asked : Math.floor(now / 60_000) * 60_000;
    return { ...data, start_time: iso(start), end_time: iso(minute(data.end_time)) };
  },
  check: ({ start_time: start, end_time: end, services }, { world }) => [
    ...unknownPointers(world, "service", "services", services),
    ...(end <= start ? [late] : []),
  ],
  computed: (_data, call) => {
    const { world } = call;
    const who = requester(call)?.data.id;
    const sequence_number = world.ids.number("pagerduty.maintenance-window");
    return {
      id: newId(world, "maintenance-window"),
      sequence_number,
      created_by: who === undefined ? null : { id: who },
    };
  },
  view: ({ data }, { world }) => ({
    ...withoutNull(data),
    services: data.services.map((each) => shown(world, "service", each)),
    teams: [],
    ...(data.created_by ? { created_by: shown(world, "user", data.created_by) } : {}),
    ...reference(world, data.id, "maintenance_window", "maintenance_windows", data.description ?? "Maintenance"),
  }),
  removing: ({ data }, { now }) => {
    if (Date.parse(data.end_time) > now) return;
    throw refuseWith(405, { error: { message: "Maintenance window is over and can't be deleted", code: 2001 } });
  },
});

/** Whether a service is under maintenance at a sandbox time. */
export function isUnderMaintenance({ store }: World, service: string, at: number): boolean {
  return store.all<WindowData>("pagerduty.maintenance-window").some(({ data }) => {
    const isOpen = Date.parse(data.start_time) <= at && at < Date.parse(data.end_time);
    return isOpen && data.services.some(({ id }) => id === service);
  });
}

const late: FieldProblem = { path: ["end_time"], code: "custom", message: "End time must be after start time" };

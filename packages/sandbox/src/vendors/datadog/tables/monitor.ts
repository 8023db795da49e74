import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, iso, type Creator } from "../wire.ts";
import { monitorOptions, type MonitorOptions } from "./monitor-options.ts";
import { policyProblems } from "./monitor-policies.ts";
import { monitorTypes, withQueryThreshold, type MonitorType } from "./monitor-query.ts";
import { monitorProblems } from "./monitor-rules.ts";
import { stateView } from "../monitors/views.ts";
import { usersOfMonitor } from "./references.ts";

/** What Datadog keeps of a monitor. */
export interface MonitorData extends Data {
  readonly id: number;
  readonly name: string;
  readonly type: MonitorType;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly options: MonitorOptions;
  readonly creator: Creator;
  /** What its evaluation found last. */
  readonly overall_state: MonitorState;
}

/** States of a monitor. Source: datadog-v1.json MonitorOverallStates. */
export type MonitorState = "Alert" | "Ignored" | "No Data" | "OK" | "Skipped" | "Unknown" | "Warn";

const asset = z.object({
  category: z.literal("runbook"),
  name: z.string().min(1),
  url: z.string().min(1),
  resource_key: z.string().optional(),
  resource_type: z.literal("notebook").optional(),
});

/** A monitor. The kind of alert is fixed, but a metric alert and a query alert are the same to Datadog. */
export const monitor = resource<MonitorData>({
  vendor: "datadog",
  name: "monitor",
  title: "Monitor",
  source: "datadog-v1.json /api/v1/monitor; provider issues 439, 519, 1410, 1452; defaults of options [unverified]",
  identity: { monitor_id: "id" },
  operations: {
    create: "POST /api/v1/monitor -> 200",
    list: "GET /api/v1/monitor -> 200",
    read: "GET /api/v1/monitor/{monitor_id} -> 200",
    update: "PUT /api/v1/monitor/{monitor_id} -> 200",
  },
  scopes: { read: "monitors_read", write: "monitors_write" },
  input: z.object({
    name: z.string().min(1).optional(),
    type: z.enum(monitorTypes),
    query: z.string().min(1),
    message: z.string().optional(),
    tags: z.array(z.string().max(200)).optional(),
    priority: z.int().min(1).max(5).nullable().optional(),
    options: monitorOptions.optional(),
    restricted_roles: z.array(z.string()).nullable().optional(),
    assets: z.array(asset).nullable().optional(),
    draft_status: z.enum(["draft", "published"]).optional(),
  }),
  defaults: () => ({ name: "", message: "", tags: [], options: {}, priority: null, draft_status: "published" }),
  computed: (_data, call) => ({
    id: call.world.ids.number("datadog.monitor", 20_000_001),
    creator: creatorOf(call),
    overall_state: "No Data",
  }),
  normalise: (data) => ({ ...data, options: withDefaults(withQueryThreshold(data)) }),
  check: (data, call, before) => [...monitorProblems(data, call, before), ...policyProblems(data, call)],
  list: {
    filters: {
      name: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()),
      monitor_tags: ({ data }, value) => value.split(",").every((tag) => data.tags.includes(tag)),
      id_offset: ({ data }, value) => data.id > Number(value),
    },
  },
  view,
  removing: refuseUsed,
});

function view(entity: Entity<MonitorData>, call: Call): Data {
  const { data, created, updated } = entity;
  const { request } = call;
  const { assets, ...shown } = data;
  const withAssets = request.method !== "GET" || request.query.get("with_assets") === "true";
  return {
    restricted_roles: null,
    ...shown,
    ...(withAssets ? { assets: assets ?? [] } : {}),
    ...stateView(entity, call),
    multi: data.query.includes(" by {"),
    created: iso(created),
    modified: iso(updated),
    deleted: null,
  };
}

function withDefaults(options: MonitorOptions): MonitorOptions {
  return {
    include_tags: true,
    notify_audit: false,
    new_host_delay: 300,
    silenced: {},
    ...(options.on_missing_data === undefined ? { notify_no_data: false } : {}),
    ...options,
  };
}

/** 400 for composite monitors (provider issue 1452), 401 for objectives (issue 439); `force=true` removes anyway. */
function refuseUsed(entity: Entity<MonitorData>, call: Call): void {
  if (call.request.query.get("force") === "true") return;
  const { composites, objectives } = usersOfMonitor(entity.data.id, call);
  const name = `monitor [${String(entity.data.id)},${entity.data.name}] is referenced in`;
  if (composites.length > 0)
    throw refuseWith(400, { errors: [`${name} composite monitors: ${composites.join(", ")}`] });
  if (objectives.length > 0) throw refuseWith(401, { errors: [`${name} slos: ${objectives.join(", ")}`] });
}

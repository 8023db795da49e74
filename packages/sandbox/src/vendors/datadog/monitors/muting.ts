import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { metricsIn, type Scope } from "../query/expression.ts";
import { isWithin, scopeOf } from "../query/scope.ts";
import { downtime, type DowntimeData } from "../tables/downtime.ts";
import { statusOf } from "../tables/downtime-schedule.ts";
import type { MonitorData } from "../tables/monitor.ts";
import { queryOf } from "./metric-alert.ts";
import type { Status } from "./state.ts";

/** What keeps a group from being told of: a downtime by its id, or the monitor's own option. */
export interface Mute {
  readonly id: string;
  readonly mutesFirstRecovery: boolean;
}

const byOption: Mute = { id: "silenced", mutesFirstRecovery: true };

/** What mutes a group of a monitor at a time, if anything. */
export function muteOf(world: World, monitor: MonitorData, group: string, at: number): Mute | undefined {
  if (isSilenced(monitor, group, at)) return byOption;
  const found = downtimesOf(world).find(({ data }) => concerns(data, monitor, group) && isActive(data, at));
  return found && { id: found.data.id, mutesFirstRecovery: found.data["mute_first_recovery_notification"] === true };
}

/** Whether the end of a downtime tells of what it muted: by how it ended, and of which status. */
export function tellsAtEnd(world: World, id: string, status: Status, at: number): boolean {
  const found = downtimesOf(world).find(({ data }) => data.id === id);
  if (!found) return id === byOption.id;
  const states = (found.data["notify_end_states"] ?? []) as readonly string[];
  const types = (found.data["notify_end_types"] ?? []) as readonly string[];
  const end = statusOf(found.data, at).status === "canceled" ? "canceled" : "expired";
  return types.includes(end) && states.includes(status.toLowerCase());
}

/** Downtimes that mute a monitor now, for its view. */
export function downtimesOn(world: World, monitor: MonitorData, at: number): readonly Entity<DowntimeData>[] {
  return downtimesOf(world).filter(({ data }) => concerns(data, monitor, "*") && isActive(data, at));
}

function downtimesOf({ store }: World): readonly Entity<DowntimeData>[] {
  return store.all<DowntimeData>(`${downtime.vendor}.${downtime.name}`);
}

function isActive(data: DowntimeData, at: number): boolean {
  return statusOf(data, at).status === "active";
}

function concerns(data: DowntimeData, monitor: MonitorData, group: string): boolean {
  const { monitor_id: id, monitor_tags: tags } = data.monitor_identifier;
  if (id !== undefined && id !== monitor.id) return false;
  if (tags && !tags.every((tag) => tag === "*" || monitor.tags.includes(tag))) return false;
  const own = [...(group === "*" ? [] : group.split(",")), ...monitor.tags, ...tagsOfQuery(monitor)];
  return isWithin({ tags: own, tag: () => undefined }, scopeOf(String(data["scope"])));
}

/** Tags that every series of the monitor's query has. */
function tagsOfQuery({ type, query }: MonitorData): readonly string[] {
  if (type !== "metric alert" && type !== "query alert") return [];
  return metricsIn(queryOf(query).expression).flatMap(({ scope }) => plainTags(scope));
}

function plainTags(scope: Scope): readonly string[] {
  if (scope.kind === "tag") return [`${scope.key}:${scope.pattern}`];
  return scope.kind === "and" ? scope.of.flatMap(plainTags) : [];
}

function isSilenced({ options }: MonitorData, group: string, at: number): boolean {
  const silenced = options.silenced ?? {};
  const entry = Object.entries(silenced).find(([scope]) => scope === "*" || group.split(",").includes(scope));
  if (!entry) return false;
  return entry[1] === null || entry[1] * 1000 > at;
}

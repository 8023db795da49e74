import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { metricsIn } from "../query/expression.ts";
import type { MonitorData } from "../tables/monitor.ts";
import { pagedBy } from "./message.ts";
import { muteOf } from "./muting.ts";
import { queryOf } from "./metric-alert.ts";
import { holds, parseSearch } from "./search.ts";
import { monitorsOf } from "./state.ts";

/** Names of types in searches. Source: Datadog docs, "Manage monitors". */
const typeNames: Readonly<Record<string, string>> = {
  "metric alert": "metric",
  "query alert": "metric",
  "service check": "integration",
  "synthetics alert": "synthetics",
  "slo alert": "slo",
};

/** Monitors that a search finds, oldest first. */
export function findMonitors(world: World, search: string, at: number): readonly Entity<MonitorData>[] {
  const parsed = parseSearch(search);
  return monitorsOf(world).filter((entity) => holds(parsed, (key, value) => fits(world, entity, key, value, at)));
}

/** Names of the metrics that a monitor asks for. */
export function metricNames({ type, query }: MonitorData): readonly string[] {
  if (type !== "metric alert" && type !== "query alert") return [];
  return [...new Set(metricsIn(queryOf(query).expression).map(({ metric }) => metric))];
}

/** Scopes that a monitor asks for. */
export function scopesOf({ type, query }: MonitorData): readonly string[] {
  if (type !== "metric alert" && type !== "query alert") return [];
  return [...new Set(metricsIn(queryOf(query).expression).map(({ scopeText }) => scopeText))];
}

/** What a monitor is called in searches: `metric`, `composite`, `slo`. */
export function classOf({ type }: MonitorData): string {
  return typeNames[type] ?? type.replace(/ alert$/, "");
}

function fits(
  world: World,
  { data }: Entity<MonitorData>,
  key: string | undefined,
  value: string,
  at: number,
): boolean {
  const wanted = value.toLowerCase();
  switch (key) {
    case undefined:
    case "title":
      return data.name.toLowerCase().includes(wanted);
    case "tag":
      return data.tags.some((tag) => matches(tag, value));
    case "status":
    case "group_status":
      return data.overall_state.toLowerCase() === wanted;
    case "type":
      return classOf(data) === wanted || data.type === wanted;
    case "id":
      return String(data.id) === value;
    case "priority":
      return `p${String(data["priority"])}` === wanted || String(data["priority"]) === wanted;
    case "muted":
      return String(muteOf(world, data, "*", at) !== undefined) === wanted;
    case "metric":
      return metricNames(data).some((name) => matches(name, value));
    case "notification":
      return pagedBy(data.message).some((name) => matches(`pagerduty-${name}`, value));
    default:
      return data.tags.some((tag) => matches(tag, `${key}:${value}`));
  }
}

function matches(text: string, pattern: string): boolean {
  if (!pattern.includes("*")) return text.toLowerCase() === pattern.toLowerCase();
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
}

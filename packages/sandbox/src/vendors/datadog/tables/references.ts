import type { Call } from "../../../http/message.ts";
import type { Entity } from "../../../world/entity.ts";

/** Collections that name each other; by name here, so that their rows need not import each other. */
const collections = { monitor: "datadog.monitor", slo: "datadog.slo" } as const;

/** One thing of a collection by its id. */
export function byId(kind: keyof typeof collections, id: string | number, { world }: Call): Entity | undefined {
  return world.store.all(collections[kind]).find(({ data }) => data["id"] === id);
}

/** Ids of monitors in the query of a composite one. */
export function monitorsIn(query: string): readonly number[] {
  return [...query.matchAll(/\d+/g)].map(([id]) => Number(id));
}

/** What uses a monitor, as `[id,name]`. */
export function usersOfMonitor(
  id: number,
  { world }: Call,
): { readonly composites: readonly string[]; readonly objectives: readonly string[] } {
  const composites = world.store
    .all(collections.monitor)
    .filter(({ data }) => data["type"] === "composite" && monitorsIn(String(data["query"])).includes(id));
  const objectives = world.store
    .all(collections.slo)
    .filter(({ data }) => ((data["monitor_ids"] ?? []) as readonly number[]).includes(id));
  return { composites: composites.map(label), objectives: objectives.map(label) };
}

function label({ data }: Entity): string {
  return `[${String(data["id"])},${String(data["name"])}]`;
}

/** Ids of the monitors that alert on an objective. */
export function monitorsOf(slo: string, { world }: Call): readonly number[] {
  const alerts = world.store.all(collections.monitor).filter(({ data }) => data["type"] === "slo alert");
  return alerts.filter(({ data }) => String(data["query"]).includes(`"${slo}"`)).map(({ data }) => Number(data["id"]));
}

/** Ids of the dashboards with a widget of an objective. */
export function dashboardsOf(slo: string, { world }: Call): readonly string[] {
  const all = world.store.all("datadog.dashboard");
  return all
    .filter(({ data }) => JSON.stringify(data["widgets"]).includes(`"slo_id":"${slo}"`))
    .map(({ data }) => String(data["id"]));
}

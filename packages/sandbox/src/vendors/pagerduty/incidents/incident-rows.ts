import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { byId } from "../references.ts";
import type { ServiceData } from "../types.ts";
import type { Agent, AlertData, IncidentData, Turn } from "./types.ts";

/** A service by its id. */
export function serviceOf(world: World, id: string): Entity<ServiceData> | undefined {
  return byId(world, "service", id) as Entity<ServiceData> | undefined;
}

/** An incident by its id or number. */
export function incidentOf(world: World, id: string): Entity<IncidentData> | undefined {
  const all = world.store.all<IncidentData>("pagerduty.incident");
  return all.find(({ data }) => data.id === id || String(data.number) === id);
}

/** An incident as it is now: rows are never changed in place. */
export function current(world: World, { key }: Entity): Entity<IncidentData> | undefined {
  return world.store.get<IncidentData>(key);
}

/** Alerts of an incident, oldest first. */
export function alertsOf(world: World, { data }: Entity<IncidentData>): readonly Entity<AlertData>[] {
  return world.store.all<AlertData>("pagerduty.alert").filter((alert) => alert.data.incident === data.id);
}

/** A turn of somebody. */
export function turn(at: number, by: Agent): Turn {
  return { at, by };
}

/** A user as the one who acts. */
export function userAgent(id: string): Agent {
  return { type: "user", id };
}

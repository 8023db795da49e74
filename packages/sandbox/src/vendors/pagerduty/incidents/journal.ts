import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { byId, type Kind, type Pointer } from "../references.ts";
import { newId } from "../wire.ts";
import type { Agent, IncidentData, LogData, LogKind } from "./types.ts";

/** What is written into the log of an incident. */
export interface Line {
  readonly kind: LogKind;
  readonly at: number;
  readonly agent: Agent;
  readonly users?: readonly Pointer[];
  readonly channel?: Data & { readonly type: string };
  /** For people who follow the time line; default: the log alone. */
  readonly text?: string;
}

/** Writes a line into the log of an incident, and, with a text, into the time line. */
export function write(world: World, incident: Entity<IncidentData>, line: Line): void {
  const { kind, at, agent, users = [], channel = { type: "auto" }, text } = line;
  const data: LogData = { id: newId(world, "log-entry"), kind, agent, users, channel };
  world.store.add("pagerduty.log-entry", { parent: incident.key, at, data });
  if (text === undefined) return;
  const about = { incident: incident.data.id, number: incident.data.number, service: incident.data.service.id };
  world.timeline.note({ source: "pagerduty", kind: `incident.${kind}`, at, text, data: about });
}

/** Name of something, for texts. */
export function nameOf(world: World, kind: Kind, { id }: Pointer): string {
  const name = byId(world, kind, id)?.data["name"];
  return typeof name === "string" ? name : id;
}

/** Names of users, for texts: "Ada Brandt and Bruno Costa". */
export function namesOf(world: World, users: readonly Pointer[]): string {
  const list = new Intl.ListFormat("en", { type: "conjunction" });
  return users.length === 0 ? "nobody" : list.format(users.map((each) => nameOf(world, "user", each)));
}

/** Name of who acts, for texts. */
export function agentName(world: World, { id, type }: Agent): string {
  if (type === "integration") return "the integration";
  return nameOf(world, type === "user" ? "user" : "service", { id });
}

import type { Call } from "../../../http/message.ts";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { requester } from "../requester.ts";
import { newId } from "../wire.ts";
import { userAgent } from "./incident-rows.ts";
import { nameOf, write } from "./journal.ts";
import type { Agent, IncidentData, NoteData } from "./types.ts";

/** A remark on its way onto an incident. */
export interface Remark {
  readonly content: string;
  readonly agent: Agent;
  /** For people who follow the time line; default: the log alone. */
  readonly text?: string;
}

/** Puts a remark of somebody, or of a rule, on an incident. */
export function annotate(
  world: World,
  incident: Entity<IncidentData>,
  at: number,
  { content, agent, ...told }: Remark,
): Entity<NoteData> {
  const data: NoteData = { id: newId(world, "note"), user: { id: agent.id }, content };
  const made = world.store.add("pagerduty.note", { parent: incident.key, at, data });
  write(world, incident, { kind: "annotate", at, agent, channel: { type: "note", summary: content }, ...told });
  return made;
}

/** Puts the remark of who calls on an incident. */
export function remark(call: Call, incident: Entity<IncidentData>, content: string): Entity<NoteData> {
  const { world, now } = call;
  const agent = userAgent(requester(call)?.data.id ?? "");
  const text = `${nameOf(world, "user", agent)} notes on #${String(incident.data.number)}: ${content}`;
  return annotate(world, incident, now, { content, agent, text });
}

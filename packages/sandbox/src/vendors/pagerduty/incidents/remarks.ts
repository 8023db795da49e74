import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { requester } from "../requester.ts";
import { newId } from "../wire.ts";
import { userAgent } from "./incident-rows.ts";
import { nameOf, write } from "./journal.ts";
import type { IncidentData, NoteData } from "./types.ts";

/** Puts a remark on an incident. */
export function remark(call: Call, incident: Entity<IncidentData>, content: string): Entity<NoteData> {
  const { world, now } = call;
  const user = { id: requester(call)?.data.id ?? "" };
  const data: NoteData = { id: newId(world, "note"), user, content };
  const made = world.store.add<NoteData>("pagerduty.note", { parent: incident.key, at: now, data });
  const channel: Data & { type: string } = { type: "note", summary: content };
  const text = `${nameOf(world, "user", user)} notes on #${String(incident.data.number)}: ${content}`;
  write(world, incident, { kind: "annotate", at: now, agent: userAgent(user.id), channel, text });
  return made;
}

import { z } from "zod";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { UserData } from "../types.ts";
import type { IncidentData } from "./types.ts";

/** Kind of the appointment at which a person takes an incident. */
export const respondKind = "pagerduty.respond";

const mode = z.discriminatedUnion("mode", [
  /** Never takes an incident. */
  z.strictObject({ mode: z.literal("silent") }),
  /** Takes what it is told of, so many seconds after the first message. */
  z.strictObject({ mode: z.literal("answers"), afterSeconds: z.number().int().min(0).max(86_400).default(30) }),
]);

/** How people behave when they are paged: by e-mail address; `*` for everybody else, who are silent by default. */
export const responderScript = z.record(z.string(), mode);

/** How people behave when they are paged. */
export type ResponderScript = z.output<typeof responderScript>;

const kept = "pagerduty.responders";

/** Sets how people behave from now on; what is not named goes back to silent. */
export function setResponders(world: World, script: z.input<typeof responderScript>): ResponderScript {
  const parsed = responderScript.parse(script);
  world.store.transact(() => {
    world.store.keep(kept, parsed);
  });
  return parsed;
}

/** How people behave. */
export function responders(world: World): ResponderScript {
  return (world.store.kept(kept) as ResponderScript | undefined) ?? {};
}

/** A person hears of an incident: one who answers books it, once for each time it is assigned. */
export function hear(world: World, incident: Entity<IncidentData>, at: number, user: string): void {
  const email = world.store.all<UserData>("pagerduty.user").find(({ data }) => data.id === user)?.data.email ?? "";
  const script = responders(world);
  const behaviour = script[email] ?? script["*"];
  if (behaviour?.mode !== "answers") return;
  const when = at + behaviour.afterSeconds * 1000;
  world.agenda.book({ kind: respondKind, at: when, about: incident.key, data: { user } });
}

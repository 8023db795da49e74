import type { Call } from "../../http/message.ts";
import { invalid, refuseWith } from "../../http/refusal.ts";
import type { Entity } from "../../world/entity.ts";
import type { UserData } from "./types.ts";

/** Acts that PagerDuty writes down with a name: account keys must say in `From` for whom they work. */
const named = /^\/incidents(\/|$)/;

/** The user that a person's own token belongs to; account keys belong to nobody. */
export function userOf({ holder, world }: Call): Entity<UserData> | undefined {
  const email = world.seed.people.find((each) => each.id === holder.id)?.email;
  return holder.kind === "person" && email !== undefined ? byEmail(world, email) : undefined;
}

/**
 * Who acts: the user named by the `From` header, else the owner of the token. Source: pagerduty.json parameter `From`,
 * facts/endpoints.md section 5; code 1008 and texts: [unverified].
 *
 * @throws Refusal 400 when `From` names nobody
 */
export function requester(call: Call): Entity<UserData> | undefined {
  const { from } = call.request.headers;
  if (from === undefined) return userOf(call);
  const found = byEmail(call.world, from);
  if (!found) throw refuseWith(400, { error: { message: "Requester User Not Found", code: 1008 } });
  return found;
}

/** Checks `From` of every write. @throws Refusal 400 when it is lacking where it must be, or names nobody */
export function admitRequester(call: Call): void {
  if (call.request.method === "GET") return;
  const who = requester(call);
  if (who || !named.test(call.request.path)) return;
  const message = "The From header must be the e-mail address of a user";
  throw invalid("From", { path: ["From"], code: "custom", message });
}

function byEmail({ store }: Call["world"], email: string): Entity<UserData> | undefined {
  const wanted = email.trim().toLowerCase();
  return store.all<UserData>("pagerduty.user").find(({ data }) => data.email.toLowerCase() === wanted);
}

import type { World } from "../../../world/world.ts";

/** An event for PagerDuty, in the words of its Events API v2. */
export interface PageEvent {
  readonly routing_key: string;
  readonly event_action: "trigger" | "acknowledge" | "resolve";
  readonly dedup_key?: string;
  readonly client?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Takes an event at a sandbox time; may throw a refusal for a key that nobody has. */
export type Pager = (
  world: World,
  at: number,
  event: PageEvent,
) => { readonly status: string; readonly message: string; readonly dedup_key: string };

let pager: Pager | undefined;

/** Says who takes the pages of monitors; the vendors do not know each other, so `vendors/index.ts` brings them together. */
export function sendPagesTo(taker: Pager | undefined): void {
  pager = taker;
}

/** Hands an event on. @throws whatever the taker refuses with, or an error where nobody takes pages */
export function page(world: World, at: number, event: PageEvent): void {
  if (!pager) throw new Error("nobody takes pages");
  pager(world, at, event);
}

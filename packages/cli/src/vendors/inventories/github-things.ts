import { z } from "zod";
import type { InventoryObject } from "../inventory-object.ts";

/** Where a thing lives. */
export interface Container {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** A thing of which lists show a name and at most when it was changed. */
export const named = z.object({ name: z.string(), updated_at: z.string().nullish() });
/** Somebody. */
export const login = z.object({ login: z.string() });
/** Whom GitHub tells of events; the secret is shown as stars, and not kept. */
export const webhook = z.object({
  id: z.number(),
  active: z.boolean(),
  events: z.array(z.string()),
  config: z.object({ url: z.string().optional() }),
  updated_at: z.string().optional(),
});

type Thing = Omit<InventoryObject, "vendor" | "kind" | "parent">;

/** The form of things that are named within a container: `<container>:<name>`. */
export function within({ id, name: container }: Container): (thing: z.infer<typeof named>) => Thing {
  return ({ name, updated_at: at }) => ({
    id: `${id}:${name}`,
    name: `${container} ${name}`,
    ...changedAt(at),
  });
}

/** A webhook of a container: only the host of its address is shown, the rest may hold a key. */
export function webhookOf(
  { name }: Container,
  { id, active, events, config, ...rest }: z.infer<typeof webhook>,
): Thing {
  const host = URL.parse(config.url ?? "")?.host ?? "an address that is none";
  const state = active ? "" : "switched off; ";
  return {
    id: String(id),
    name: `${name} ${host}`,
    remark: `${state}tells ${host} of ${events.join(", ")}`,
    ...changedAt(rest.updated_at),
  };
}

/** When it was changed, where the vendor says so. */
export function changedAt(at: string | null | undefined): { readonly changedAt?: string } {
  return at ? { changedAt: at } : {};
}

import type { CallerOptions } from "../caller.ts";
import type { VendorConnections } from "../connections.ts";
import { VendorError } from "../vendor-error.ts";
import { removalTable } from "./removal-table.ts";
import { Removers } from "./removers.ts";

/** A thing to remove. */
export interface Removable {
  /** Pulumi type token. */
  readonly kind: string;
  /** As the inventory has it. */
  readonly id: string;
  /** Id of the container, where it lives in one. */
  readonly within?: string;
}

/** Whether a thing of this kind can be removed by command; if not, how a person does it. */
export type Removability = { readonly possible: true } | { readonly possible: false; readonly how: string };

/** Says whether and how a thing of a kind is removed. Nothing that holds data or history goes by command. */
export function removabilityOf(kind: string): Removability {
  const row = removalTable[kind];
  if (row === undefined) return { possible: false, how: "remove it in the vendor's console" };
  return typeof row === "string" ? { possible: false, how: row } : { possible: true };
}

/**
 * Removes things, one after the other; what is gone already is fine.
 *
 * @throws VendorError of the first that is refused
 */
export async function removeThings(
  connections: VendorConnections,
  things: readonly Removable[],
  onRemoved: (thing: Removable) => void,
  options: CallerOptions = {},
): Promise<void> {
  const removers = new Removers(connections, options);
  for (const thing of things) {
    const row = removalTable[thing.kind];
    if (row === undefined || typeof row === "string") continue;
    try {
      await row(removers, thing);
    } catch (error) {
      if (!(error instanceof VendorError) || error.status !== 404) throw error;
    }
    onRemoved(thing);
  }
}

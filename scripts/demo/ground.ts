import type { Launchgate } from "./child.ts";
import type { Narrator } from "./narrator.ts";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

/** What the acts of the ending work with. */
export interface Ground {
  readonly launchgate: Launchgate;
  readonly vendors: Vendors;
  readonly narrator: Narrator;
  /** The service of production that is released. */
  readonly service: Service;
}

/** Time of day of a moment, UTC. */
export function time(moment: string): string {
  return `${new Date(moment).toISOString().slice(11, 16)} UTC`;
}

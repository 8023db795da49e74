import type { Data } from "../world/entity.ts";
import type { World } from "../world/world.ts";
import { collection, type Resource } from "./resource.ts";

/** Puts a thing into the world without a request: for seeds. No defaults, no rules. Returns its key. */
export function plant(world: World, row: Pick<Resource, "vendor" | "name">, parent: string | null, data: Data): string {
  const { store, clock } = world;
  return store.add(collection(row), { parent, at: clock.now(), data }).key;
}

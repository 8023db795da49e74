import { matchById, type MatchOf } from "../vendors/identity/match.ts";
import type { InventoryObject } from "../vendors/inventory-object.ts";
import type { StateResource } from "./state-resources.ts";

/** One thing at a vendor with the resource that declares it. */
export type Match = MatchOf<StateResource>;

/** Finds for each resource of a state the thing that it stands for, each thing once. */
export function match(resources: readonly StateResource[], objects: readonly InventoryObject[]): readonly Match[] {
  return matchById(resources, objects);
}

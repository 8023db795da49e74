import type { Call } from "../http/message.ts";
import { missing } from "../http/refusal.ts";
import { numberOf, type Data, type Entity } from "../world/entity.ts";
import { collection, type OperationKind, type Resource } from "./resource.ts";

/** The thing that a path names, or nothing. Its ancestors must be there as far as the path names them. */
export function find<D extends Data>(row: Resource<D>, call: Call): Entity<D> | undefined {
  const parent = locateParent(row, call);
  const named = namedBy(row, call);
  if (!named) return singleton(row, call, parent);
  const candidates = siblings(row, call, parent);
  const fields = named.field.split("|");
  const byField = (field: string): Entity<D> | undefined =>
    candidates.find((entity) => sameName(entity.data[field], named.value, row.foldCase ?? false));
  return fields.map(byField).find((entity) => entity !== undefined);
}

/** The thing that a path names. @throws Refusal `missing` for it or the first ancestor that is not there */
export function locate<D extends Data>(row: Resource<D>, call: Call): Entity<D> {
  const found = find(row, call);
  if (!found) throw missing(row.title ?? row.name, namedBy(row, call)?.value);
  return found;
}

/** What the thing belongs to, where the path names it. @throws Refusal `missing` */
export function locateParent(row: Resource, call: Call): Entity | undefined {
  return row.parent && isNamed(row.parent, call) ? locate(row.parent, call) : undefined;
}

/** Asks the guards of a thing and of all it belongs to. */
export function askGuards(row: Resource, entity: Entity | undefined, call: Call, act: OperationKind): void {
  if (entity) row.guard?.(entity, call, act);
  if (row.parent) {
    const parent = entity?.parent == null ? locateParent(row, call) : call.world.store.get(entity.parent);
    askGuards(row.parent, parent, call, act);
  }
}

/** Whether a path says which one: by a parameter of the resource itself or of what it belongs to. */
function isNamed(row: Resource, call: Call): boolean {
  return namedBy(row, call) !== undefined || (row.parent !== undefined && isNamed(row.parent, call));
}

function namedBy(row: Resource, call: Call): { field: string; value: string } | undefined {
  for (const [parameter, field] of Object.entries(row.identity)) {
    const value = call.params[parameter];
    if (value !== undefined) return { field, value };
  }
  return undefined;
}

function singleton<D extends Data>(row: Resource<D>, call: Call, parent: Entity | undefined): Entity<D> | undefined {
  if (Object.keys(row.identity).length > 0) return undefined;
  const [only] = siblings(row, call, parent);
  if (only !== undefined || row.absent === "missing") return only;
  const data = (row.defaults?.(call, parent) ?? {}) as D;
  return { key: `${collection(row)}:0`, parent: parent?.key ?? null, created: call.now, updated: call.now, data };
}

/** Whether a singleton is only thought of, not kept: it has never been set. */
export function isThoughtOf(entity: Entity): boolean {
  return numberOf(entity.key) === 0;
}

/** All things of a resource under one parent; without one, all. */
export function siblings<D extends Data>(row: Resource<D>, call: Call, parent: Entity | undefined): Entity<D>[] {
  const { store } = call.world;
  return parent ? store.children<D>(collection(row), parent.key) : store.all<D>(collection(row));
}

/** Whether a field's value is the name asked for. */
export function sameName(value: unknown, name: string, foldCase: boolean): boolean {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return false;
  return foldCase ? text.toLowerCase() === name.toLowerCase() : text === name;
}

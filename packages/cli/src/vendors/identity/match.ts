import type { InventoryObject } from "../inventory-object.ts";
import { identities } from "./identities.ts";
import { isNamed, type Declared, type NamedRow } from "./row.ts";
import { aliasOf, partsOf } from "./text.ts";

/** One thing at a vendor with the resource that declares it. */
export interface MatchOf<R extends Declared> {
  readonly object: InventoryObject;
  readonly resource: R;
}

/**
 * Finds for each resource that has an id the thing that it stands for, each thing once: by the provider's id, then by the properties
 * that make an id, then, where the two ids may differ, by what tells things apart. So a second thing of the same name stays over.
 */
export function matchById<R extends Declared>(
  resources: readonly R[],
  objects: readonly InventoryObject[],
): readonly MatchOf<R>[] {
  const found = new Map<InventoryObject, R>();
  const open = new Set(resources);
  for (const keyOf of [idKey, formKey, aliasKey]) {
    const index = new Map(
      objects.filter((each) => !found.has(each)).map((each) => [keyOf.object(each), each] as const),
    );
    for (const resource of open) {
      const wanted = keyOf.resource(resource);
      const object = wanted === undefined ? undefined : index.get(wanted);
      if (object === undefined || found.has(object)) continue;
      found.set(object, resource);
      open.delete(resource);
    }
  }
  return [...found].map(([object, resource]) => ({ object, resource }));
}

/** What may be the thing that a declaration without an id became: none, one, or several that nothing tells apart. */
export interface Candidates {
  /** Name by which it was looked for. */
  readonly name: string;
  readonly objects: readonly InventoryObject[];
}

/**
 * Looks for a declaration by what names it; undefined where a part of the name is not known, or the kind has no name to be looked for
 * by.
 */
export function candidatesFor(declared: Declared, objects: readonly InventoryObject[]): Candidates | undefined {
  const row = identities[declared.type];
  const name = isNamed(row) ? nameBy(row, declared) : undefined;
  if (!isNamed(row) || name === undefined) return undefined;
  const wanted = key(declared.type, name);
  return { name, objects: objects.filter((each) => key(each.kind, toldBy(row, each)) === wanted) };
}

/** The provider's id of a thing that was found for a declaration. */
export function stateIdOf(declared: Declared, { id }: InventoryObject): string {
  const row = identities[declared.type];
  const parts = isNamed(row) && row.stateId !== undefined ? partsOf(declared, row.stateId) : undefined;
  return parts?.join("/") ?? id;
}

interface KeyOf {
  readonly object: (object: InventoryObject) => string;
  readonly resource: (resource: Declared) => string | undefined;
}

const idKey: KeyOf = {
  object: ({ kind, id }) => key(kind, id),
  resource: ({ type, id }) => key(type, id),
};
const formKey: KeyOf = { object: idKey.object, resource: (resource) => keyBy(resource, ({ told }) => told === "id") };
const aliasKey: KeyOf = {
  object: ({ kind, id, alias }) => key(kind, alias ?? `id ${id}`),
  resource: (resource) => keyBy(resource, ({ told, otherId = false }) => told === "alias" && otherId),
};

function keyBy(resource: Declared, applies: (row: NamedRow) => boolean): string | undefined {
  const row = identities[resource.type];
  const name = isNamed(row) && applies(row) ? nameBy(row, resource) : undefined;
  return name === undefined ? undefined : key(resource.type, name);
}

function nameBy({ parts, told, joint = ":" }: NamedRow, declared: Declared): string | undefined {
  const texts = partsOf(declared, parts);
  if (texts === undefined) return undefined;
  return told === "id" ? texts.join(joint) : aliasOf(...texts);
}

function toldBy({ told }: NamedRow, { id, alias, name }: InventoryObject): string {
  if (told === "id") return id;
  return told === "name" ? name : (alias ?? `id ${id}`);
}

/** Logins and names of GitHub are the same in capitals and small letters. */
function key(kind: string, id: string): string {
  return `${kind} ${kind.startsWith("github:") ? id.toLowerCase() : id}`;
}

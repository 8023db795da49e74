import { collectionOf, type Entity } from "./entity.ts";

type Collections = Map<string, Set<string>>;

/** Rows in memory, found by key, by collection, and by parent; sets keep the order of creation. */
export class RowIndex {
  readonly #rows = new Map<string, Entity>();
  readonly #byCollection: Collections = new Map();
  readonly #byParent = new Map<string | null, Collections>();

  get(key: string): Entity | undefined {
    return this.#rows.get(key);
  }

  all(collection: string): Entity[] {
    return this.#entities(this.#byCollection.get(collection));
  }

  children(collection: string, parent: string | null): Entity[] {
    return this.#entities(this.#byParent.get(parent)?.get(collection));
  }

  /** Keys of everything that belongs to one row. */
  childKeys(parent: string): string[] {
    return [...(this.#byParent.get(parent)?.values() ?? [])].flatMap((keys) => [...keys]);
  }

  put(entity: Entity): void {
    const before = this.#rows.get(entity.key);
    if (before && before.parent !== entity.parent) this.remove(entity.key);
    this.#rows.set(entity.key, entity);
    const collection = collectionOf(entity.key);
    setIn(this.#byCollection, collection).add(entity.key);
    setIn(mapIn(this.#byParent, entity.parent), collection).add(entity.key);
  }

  remove(key: string): void {
    const entity = this.#rows.get(key);
    if (!entity) return;
    this.#rows.delete(key);
    this.#byCollection.get(collectionOf(key))?.delete(key);
    this.#byParent.get(entity.parent)?.get(collectionOf(key))?.delete(key);
  }

  clear(): void {
    this.#rows.clear();
    this.#byCollection.clear();
    this.#byParent.clear();
  }

  #entities(keys: ReadonlySet<string> | undefined): Entity[] {
    return [...(keys ?? [])].flatMap((key) => this.#rows.get(key) ?? []);
  }
}

function setIn(map: Collections, key: string): Set<string> {
  const found = map.get(key) ?? new Set<string>();
  map.set(key, found);
  return found;
}

function mapIn(map: Map<string | null, Collections>, key: string | null): Collections {
  const found = map.get(key) ?? new Map<string, Set<string>>();
  map.set(key, found);
  return found;
}

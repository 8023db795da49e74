import type { DatabaseSync } from "node:sqlite";
import { deepFreeze, type Data, type Entity } from "./entity.ts";
import { RowIndex } from "./row-index.ts";
import { StateFile } from "./state-file.ts";
import { Transactions } from "./transactions.ts";

/** What a new row keeps. */
export interface NewRow<D extends Data> {
  /** Key of the thing that it belongs to. Default: `null`, none. */
  readonly parent?: string | null;
  /** Its sandbox time of creation, milliseconds since 1970. */
  readonly at: number;
  readonly data: D;
}

/**
 * All state of the five vendors: rows in memory for reading, every change written to one SQLite file in the same
 * transaction. Changes are possible only inside {@link Store.transact}: a request takes effect whole or not at all, also
 * when the process is killed in the middle.
 */
export class Store {
  readonly #file: StateFile;
  readonly #rows = new RowIndex();
  readonly #kept = new Map<string, unknown>();
  readonly #transactions;

  /** @throws LaunchgateError `sandbox.folder-in-use`, `sandbox.state-unreadable` */
  constructor(file: string) {
    this.#file = new StateFile(file);
    this.#transactions = new Transactions(this.#file.database);
    this.#load();
  }

  /** The row of a key. */
  get<D extends Data = Data>(key: string): Entity<D> | undefined {
    return this.#rows.get(key) as Entity<D> | undefined;
  }

  /** All rows of a collection, oldest first. */
  all<D extends Data = Data>(collection: string): Entity<D>[] {
    return this.#rows.all(collection) as Entity<D>[];
  }

  /** Rows of a collection that belong to one parent, oldest first. */
  children<D extends Data = Data>(collection: string, parent: string | null): Entity<D>[] {
    return this.#rows.children(collection, parent) as Entity<D>[];
  }

  /** Makes a row of a collection under a new key. */
  add<D extends Data>(collection: string, { parent = null, at, data }: NewRow<D>): Entity<D> {
    const key = `${collection}:${String(this.nextNumber(collection))}`;
    return this.put<D>({ key, parent, created: at, updated: at, data });
  }

  /** Changes fields of a row as it is now, at a sandbox time; `row.updated` for what nobody is to see as a change. */
  alter<D extends Data>(row: Entity<D>, at: number, changes: Partial<D>): Entity<D> {
    const before = this.get<D>(row.key) ?? row;
    return this.put<D>({ ...before, updated: at, data: { ...before.data, ...changes } });
  }

  /** Replaces all that a row keeps, or makes one where there is none before. */
  upsert<D extends Data>(before: Entity<D> | undefined, collection: string, row: NewRow<D>): Entity<D> {
    if (before === undefined) return this.add(collection, row);
    return this.put<D>({ ...before, updated: row.at, data: row.data });
  }

  /** Makes or replaces a row. */
  put<D extends Data>(entity: Entity<D>): Entity<D> {
    const before = this.#rows.get(entity.key);
    this.#transactions.note(() => (before ? this.#rows.put(before) : this.#rows.remove(entity.key)));
    this.#rows.put(deepFreeze(entity));
    this.#file.putRow(entity);
    return entity;
  }

  /** Removes a row and everything that belongs to it, whatever its collection. */
  remove(key: string): void {
    const before = this.#rows.get(key);
    if (!before) return;
    for (const child of this.#rows.childKeys(key)) this.remove(child);
    this.#transactions.note(() => this.#rows.put(before));
    this.#rows.remove(key);
    this.#file.dropRow(key);
  }

  /** A kept value that is no row: a counter, the clock. */
  kept(name: string): unknown {
    return this.#kept.get(name);
  }

  /** Changes a kept value. */
  keep(name: string, value: unknown): void {
    const before = this.#kept.get(name);
    this.#transactions.note(() => this.#kept.set(name, before));
    this.#kept.set(name, value);
    this.#file.putKept(name, value);
  }

  /** Number of the newest key of a collection; 0 where there never was one. */
  lastNumber(collection: string): number {
    return (this.kept(`count:${collection}`) as number | undefined) ?? 0;
  }

  /** Number for a new key of a collection: 1, 2, 3, ... */
  nextNumber(collection: string): number {
    const next = this.lastNumber(collection) + 1;
    this.keep(`count:${collection}`, next);
    return next;
  }

  /** Runs `work` as one transaction: all of its changes are kept, or none when it throws. Within another it joins that one. */
  transact<T>(work: () => T): T {
    return this.#transactions.run(work);
  }

  /** Runs statements on the file itself inside a transaction and reads everything anew: for snapshots and reset. */
  rewrite(work: (database: DatabaseSync) => void): void {
    this.transact(() => {
      this.#transactions.note(() => this.#load());
      work(this.#file.database);
      this.#load();
    });
  }

  /** The file, for reading what is no row (names of snapshots). */
  get database(): DatabaseSync {
    return this.#file.database;
  }

  /** Closes the file; the lock on it ends. */
  close(): void {
    this.#file.database.close();
  }

  #load(): void {
    this.#rows.clear();
    this.#kept.clear();
    for (const row of this.#file.rows()) this.#rows.put(deepFreeze(row));
    for (const [name, value] of this.#file.kept()) this.#kept.set(name, value);
  }
}

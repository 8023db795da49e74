import type { DatabaseSync } from "node:sqlite";
import { lazyStatement, openDatabase } from "./database.ts";
import { deepFreeze, type Data, type Entity } from "./entity.ts";
import { RowIndex } from "./row-index.ts";

type Undo = () => void;

/** What a running transaction did so far; the file is touched only once something changes. */
interface Transaction {
  readonly undo: Undo[];
  begun: boolean;
}

/**
 * All state of the five vendors: rows in memory for reading, every change written to one SQLite file in the same
 * transaction. Changes are possible only inside {@link Store.transact}: a request takes effect whole or not at all, also
 * when the process is killed in the middle.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #rows = new RowIndex();
  readonly #kept = new Map<string, unknown>();
  readonly #putRow;
  readonly #dropRow;
  readonly #putKept;
  #transaction: Transaction | undefined;

  /** @throws LaunchgateError `sandbox.folder-in-use`, `sandbox.state-unreadable` */
  constructor(file: string) {
    this.#database = openDatabase(file);
    const upsert = "ON CONFLICT DO UPDATE SET body = excluded.body";
    this.#putRow = lazyStatement(this.#database, `INSERT INTO rows VALUES (?, ?) ${upsert}`);
    this.#dropRow = lazyStatement(this.#database, "DELETE FROM rows WHERE key = ?");
    this.#putKept = lazyStatement(this.#database, `INSERT INTO kept VALUES (?, ?) ${upsert}`);
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

  /** Makes or replaces a row. */
  put<D extends Data>(entity: Entity<D>): Entity<D> {
    const undo = this.#changing();
    const before = this.#rows.get(entity.key);
    undo.push(() => (before ? this.#rows.put(before) : this.#rows.remove(entity.key)));
    this.#rows.put(deepFreeze(entity));
    this.#putRow().run(entity.key, JSON.stringify(entity));
    return entity;
  }

  /** Removes a row and everything that belongs to it, whatever its collection. */
  remove(key: string): void {
    const undo = this.#changing();
    const before = this.#rows.get(key);
    if (!before) return;
    for (const child of this.#rows.childKeys(key)) this.remove(child);
    undo.push(() => this.#rows.put(before));
    this.#rows.remove(key);
    this.#dropRow().run(key);
  }

  /** A kept value that is no row: a counter, the clock. */
  kept(name: string): unknown {
    return this.#kept.get(name);
  }

  /** Changes a kept value. */
  keep(name: string, value: unknown): void {
    const undo = this.#changing();
    const before = this.#kept.get(name);
    undo.push(() => this.#kept.set(name, before));
    this.#kept.set(name, value);
    this.#putKept().run(name, JSON.stringify(value));
  }

  /** Number for a new key of a collection: 1, 2, 3, ... */
  nextNumber(collection: string): number {
    const next = ((this.kept(`count:${collection}`) as number | undefined) ?? 0) + 1;
    this.keep(`count:${collection}`, next);
    return next;
  }

  /** Runs `work` as one transaction: all of its changes are kept, or none when it throws. Within another it joins that one. */
  transact<T>(work: () => T): T {
    if (this.#transaction) return work();
    const transaction: Transaction = { undo: [], begun: false };
    this.#transaction = transaction;
    try {
      const result = work();
      if (transaction.begun) this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#revert(transaction);
      throw error;
    } finally {
      this.#transaction = undefined;
    }
  }

  /** Runs statements on the file itself inside a transaction and reads everything anew: for snapshots and reset. */
  rewrite(work: (database: DatabaseSync) => void): void {
    this.transact(() => {
      this.#changing().push(() => this.#load());
      work(this.#database);
      this.#load();
    });
  }

  /** The file, for reading what is no row (names of snapshots). */
  get database(): DatabaseSync {
    return this.#database;
  }

  /** Closes the file; the lock on it ends. */
  close(): void {
    this.#database.close();
  }

  #changing(): Undo[] {
    const transaction = this.#transaction;
    if (!transaction) throw new Error("the store is changed outside a transaction");
    if (!transaction.begun) this.#database.exec("BEGIN IMMEDIATE");
    transaction.begun = true;
    return transaction.undo;
  }

  #revert({ undo, begun }: Transaction): void {
    if (begun && this.#database.isTransaction) this.#database.exec("ROLLBACK");
    for (const step of undo.toReversed()) step();
  }

  #load(): void {
    this.#rows.clear();
    this.#kept.clear();
    const rows = this.#database.prepare("SELECT body FROM rows ORDER BY rowid").all();
    for (const { body } of rows) this.#rows.put(deepFreeze(JSON.parse(String(body)) as Entity));
    const kept = this.#database.prepare("SELECT name, body FROM kept").all();
    for (const { name, body } of kept) this.#kept.set(String(name), JSON.parse(String(body)));
  }
}

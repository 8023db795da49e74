import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { lazyStatement, openDatabase } from "./database.ts";
import type { Entity } from "./entity.ts";

const upsert = "ON CONFLICT DO UPDATE SET body = excluded.body";

/** The file that rows and kept values are written to, within the transactions of the {@link Store}. */
export class StateFile {
  /** For transactions, snapshots and reset. */
  readonly database: DatabaseSync;
  readonly #putRow;
  readonly #dropRow;
  readonly #putKept;

  /** @throws LaunchgateError `sandbox.folder-in-use`, `sandbox.state-unreadable` */
  constructor(file: string) {
    this.database = openDatabase(file);
    this.#putRow = lazyStatement(this.database, `INSERT INTO rows VALUES (?, ?) ${upsert}`);
    this.#dropRow = lazyStatement(this.database, "DELETE FROM rows WHERE key = ?");
    this.#putKept = lazyStatement(this.database, `INSERT INTO kept VALUES (?, ?) ${upsert}`);
  }

  /** Writes a row. */
  putRow(entity: Entity): void {
    this.#putRow().run(entity.key, JSON.stringify(entity));
  }

  /** Removes a row. */
  dropRow(key: string): void {
    this.#dropRow().run(key);
  }

  /** Writes a kept value. */
  putKept(name: string, value: unknown): void {
    this.#putKept().run(name, JSON.stringify(value));
  }

  /** All rows, in the order in which they were made. */
  rows(): Entity[] {
    return this.#read("SELECT body FROM rows ORDER BY rowid").map(({ body }) => JSON.parse(String(body)) as Entity);
  }

  /** All kept values by name. */
  kept(): (readonly [name: string, value: unknown])[] {
    return this.#read("SELECT name, body FROM kept").map(({ name, body }) => [
      String(name),
      JSON.parse(String(body)) as unknown,
    ]);
  }

  #read(sql: string): Record<string, SQLOutputValue>[] {
    return this.database.prepare(sql).all();
  }
}

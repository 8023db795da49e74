import type { DatabaseSync } from "node:sqlite";

type Undo = () => void;

/** What a running transaction did so far; the file is touched only once something changes. */
interface Transaction {
  readonly undo: Undo[];
  begun: boolean;
}

/** Transactions over the rows in memory and their file: one that throws leaves neither changed. */
export class Transactions {
  readonly #database: DatabaseSync;
  #running: Transaction | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Runs `work` as one transaction; within another it joins that one. */
  run<T>(work: () => T): T {
    if (this.#running) return work();
    const transaction: Transaction = { undo: [], begun: false };
    this.#running = transaction;
    try {
      const result = work();
      if (transaction.begun) this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#revert(transaction);
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /** Notes how to take back in memory what is about to change. To be called before each change. */
  note(undo: Undo): void {
    const transaction = this.#running;
    if (!transaction) throw new Error("the store is changed outside a transaction");
    if (!transaction.begun) this.#database.exec("BEGIN IMMEDIATE");
    transaction.begun = true;
    transaction.undo.push(undo);
  }

  #revert({ undo, begun }: Transaction): void {
    if (begun && this.#database.isTransaction) this.#database.exec("ROLLBACK");
    for (const step of undo.toReversed()) step();
  }
}

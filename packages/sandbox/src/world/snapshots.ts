import { LaunchgateError } from "@launchgate/core";
import type { Clock } from "./clock.ts";
import type { Store } from "./store.ts";

/** A kept state of the whole world. */
export interface SnapshotInfo {
  readonly name: string;
  /** Sandbox time at which it was taken, ISO 8601 UTC. */
  readonly at: string;
}

/** What is about to happen, or has just happened, to the whole world. */
export type SnapshotAct = "taking" | "restored";

type Listener = (act: SnapshotAct) => void;

const namePattern = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** Takes, lists and restores states of the whole world, the time included (D1, D2). Each act is one transaction. */
export class Snapshots {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #listeners = new Set<Listener>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Keeps the state under a name; a snapshot of that name is replaced.
   *
   * @throws LaunchgateError `sandbox.snapshot-name` for a name with other characters than letters, digits, `.`, `_`, `-`
   */
  take(name: string): SnapshotInfo {
    if (!namePattern.test(name)) throw badName(name);
    this.#tell("taking");
    const at = this.#clock.now();
    this.#store.rewrite((database) => {
      forget(database, name);
      database.prepare("INSERT INTO snapshots VALUES (?, ?)").run(name, at);
      database.prepare("INSERT INTO snapshot_rows SELECT ?, key, body FROM rows ORDER BY rowid").run(name);
      database.prepare("INSERT INTO snapshot_kept SELECT ?, name, body FROM kept").run(name);
    });
    return { name, at: new Date(at).toISOString() };
  }

  /** All snapshots, by name. */
  list(): SnapshotInfo[] {
    const rows = this.#store.database.prepare("SELECT name, at FROM snapshots ORDER BY name").all();
    return rows.map(({ name, at }) => ({ name: String(name), at: new Date(Number(at)).toISOString() }));
  }

  /**
   * Puts the world back to a snapshot; the clock goes on from the moment it was taken at.
   *
   * @throws LaunchgateError `sandbox.snapshot-unknown`
   */
  restore(name: string): SnapshotInfo {
    const known = this.list().find((snapshot) => snapshot.name === name);
    if (!known) throw unknown(name, this.list());
    this.#store.rewrite((database) => {
      database.exec("DELETE FROM rows; DELETE FROM kept;");
      database.prepare("INSERT INTO rows SELECT key, body FROM snapshot_rows WHERE name = ? ORDER BY rowid").run(name);
      database.prepare("INSERT INTO kept SELECT key, body FROM snapshot_kept WHERE name = ?").run(name);
    });
    this.#tell("restored");
    this.#clock.set(Date.parse(known.at));
    return known;
  }

  /**
   * Tells `listener` before a snapshot is taken, and after the rows and kept values of one are back and before the clock is;
   * returns how to stop. For what keeps state elsewhere.
   */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Empties the world and lets `seed` fill it again, in one transaction. Snapshots stay; the clock goes back to real time. */
  reset(seed: () => void): void {
    this.#store.transact(() => {
      this.#store.rewrite((database) => database.exec("DELETE FROM rows; DELETE FROM kept;"));
      seed();
    });
  }

  #tell(act: SnapshotAct): void {
    for (const listener of this.#listeners) listener(act);
  }
}

function forget(database: Store["database"], name: string): void {
  for (const table of ["snapshots", "snapshot_rows", "snapshot_kept"]) {
    database.prepare(`DELETE FROM ${table} WHERE name = ?`).run(name);
  }
}

function badName(name: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.snapshot-name",
    message: `"${name}" cannot be the name of a snapshot.`,
    fix: "Use 1 to 63 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.",
  });
}

function unknown(name: string, known: readonly SnapshotInfo[]): LaunchgateError {
  const names = known.map((snapshot) => snapshot.name).join(", ");
  return new LaunchgateError({
    code: "sandbox.snapshot-unknown",
    message: `There is no snapshot "${name}".`,
    fix: names === "" ? "Take one first: `launchgate sandbox snapshot --name <name>`." : `Take one of: ${names}.`,
  });
}

import type { Database } from "../shared/database.ts";
import type { Switches } from "../shared/switches.ts";

interface Row {
  readonly id: string;
  readonly body: unknown;
}

/** Notifications sent at a time, and milliseconds until the next try after one that failed. */
const batch = 20;
const pause = 500;

/**
 * Sends notifications that wait in the database to the queue of `QUEUE_URL`, each at least once. It works only while something waits, so that
 * a database that nobody uses can sleep; it stops for the switch `notifications` and for the write freeze. Nothing is lost: what cannot
 * be sent waits.
 */
export class Outbox {
  readonly #database: Database;
  readonly #switches: Switches;
  readonly #queue: string | undefined;
  #working: Promise<void> | undefined;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #backlog = 0;

  constructor(database: Database, switches: Switches, queue: string | undefined) {
    this.#database = database;
    this.#switches = switches;
    this.#queue = queue;
  }

  /** Notifications that waited at the last look. */
  get backlog(): number {
    return this.#backlog;
  }

  /** Something waits: begins to work, or goes on. */
  kick(): void {
    if (this.#isClosed) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#backlog > 0) this.#later();
    });
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.kick(), pause).unref();
  }

  async #work(): Promise<void> {
    try {
      while (!this.#isClosed && (await this.#mayWork()) && (await this.#sendSome()));
      const [row] = await this.#database.query<{ count: string }>("SELECT count(*) AS count FROM notifications");
      this.#backlog = Number(row?.count ?? 0);
    } catch {
      // The database does not answer: what waits is looked at again later.
      this.#backlog = Math.max(1, this.#backlog);
    }
  }

  async #mayWork(): Promise<boolean> {
    const held = await Promise.all(["notifications", "write-freeze"].map((key) => this.#switches.isOn(key)));
    return !held.includes(true);
  }

  /** Whether some were sent, so that there may be more. */
  async #sendSome(): Promise<boolean> {
    const text = "SELECT id, body FROM notifications ORDER BY id LIMIT $1";
    const rows = await this.#database.query<Row>(text, [batch]);
    const sent = await Promise.all(rows.map((row) => this.#send(row)));
    const done = rows.filter((_row, index) => sent[index]).map((row) => row.id);
    if (done.length > 0) await this.#database.query("DELETE FROM notifications WHERE id = ANY($1)", [done]);
    return done.length > 0;
  }

  async #send({ id, body }: Row): Promise<boolean> {
    if (this.#queue === undefined) return false;
    const request = { method: "POST", body: JSON.stringify({ id, body }), signal: AbortSignal.timeout(1000) };
    return fetch(`${this.#queue}/messages`, request).then(
      async (answer) => (await answer.arrayBuffer(), answer.ok),
      () => false,
    );
  }
}

import { Refused } from "./reply.ts";

/** Milliseconds for which values are used before they are read again, and that a reading may take. */
const fresh = 200;
const patience = 1000;

/**
 * Kill switches and the write freeze, read from the edge config that `EDGE_CONFIG` names (B9). Values are read again after 200 ms. Where
 * they cannot be read the last ones count; where none was ever read, writes are refused: nobody knows whether they are frozen.
 */
export class Switches {
  readonly #connection: string | undefined;
  #values: Readonly<Record<string, unknown>> | undefined;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  /** @param connection connection string; absent: there are no switches, all are off */
  constructor(connection: string | undefined) {
    this.#connection = connection;
    if (connection === undefined) this.#values = {};
  }

  /** Whether a switch is on; one that is not known is off. */
  async isOn(key: string): Promise<boolean> {
    await this.#refresh();
    return this.#values?.[key] === true;
  }

  /** Lets a write pass. @throws Refused 503 while writes are frozen, or while nobody knows */
  async admitWrite(): Promise<void> {
    await this.#refresh();
    if (this.#values === undefined)
      throw new Refused(503, "SWITCHES_UNKNOWN", "The write freeze cannot be read: writes wait until it can.");
    if (this.#values["write-freeze"] === true)
      throw new Refused(503, "WRITES_FROZEN", "Writes are frozen. Read-only requests go on.");
  }

  async #refresh(): Promise<void> {
    if (this.#connection === undefined || performance.now() - this.#readAt < fresh) return;
    this.#reading ??= this.#read(this.#connection).finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(connection: string): Promise<void> {
    try {
      const url = new URL(connection);
      url.pathname += "/items";
      const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
      if (answer.ok) this.#values = (await answer.json()) as Readonly<Record<string, unknown>>;
    } catch {
      // The last values count.
    }
    this.#readAt = performance.now();
  }
}

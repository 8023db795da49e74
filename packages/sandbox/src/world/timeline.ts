import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "./clock.ts";
import { numberOf, type Data, type Entity } from "./entity.ts";
import type { Store } from "./store.ts";

/** Something that happened, for people who follow a release, an incident or a drill. */
export interface Happening {
  /** Whose: a vendor, `traffic`, `fault`, or `sandbox`. */
  readonly source: string;
  /** What kind: `incident.triggered`, `monitor.alert`, `rolling-release.stage`. */
  readonly kind: string;
  /** One plain sentence. */
  readonly text: string;
  /** Ids and figures for programs. No secrets, no personal data. */
  readonly data?: Data;
  /** Sandbox time, milliseconds since 1970. Default: the clock's. */
  readonly at?: number;
}

/** A kept {@link Happening}. */
export interface TimelineEntry {
  /** Grows by one with each; the place from which to follow. */
  readonly number: number;
  /** Sandbox time, ISO 8601 UTC. */
  readonly at: string;
  readonly source: string;
  readonly kind: string;
  readonly text: string;
  readonly data: Data;
}

interface EntryData extends Data {
  readonly source: string;
  readonly kind: string;
  readonly text: string;
  readonly data: Data;
}

const collection = "sandbox.happening";

/** Entries kept, 20,000 to 21,000: some 6 MB. */
const most = 20_000;

/** Everything of interest that happened at any vendor, in one order. (D1) */
export class Timeline {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Notes what happened, within the transaction of the caller or one of its own. */
  note({ source, kind, text, data, at }: Happening): void {
    this.#store.transact(() => {
      const number = this.#store.nextNumber(collection);
      const moment = at ?? this.#clock.now();
      const kept: EntryData = { source, kind, text, data: data ?? {} };
      const key = `${collection}:${String(number)}`;
      this.#store.put({ key, parent: null, created: moment, updated: moment, data: kept });
      if (number % 1000 === 0) this.#prune(number - most);
    });
  }

  /** What happened behind number `after`, oldest first; default everything kept. */
  entries(after = 0): readonly TimelineEntry[] {
    if (after >= this.#store.lastNumber(collection)) return [];
    const rows = this.#store.all<EntryData>(collection).filter(({ key }) => numberOf(key) > after);
    return rows.map(asEntry);
  }

  /** As {@link entries}; where there is nothing yet, waits for it, at most so many real milliseconds. */
  async follow(after: number, milliseconds: number): Promise<readonly TimelineEntry[]> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const found = this.entries(after);
      if (found.length > 0 || performance.now() >= end) return found;
      await sleep(Math.min(100, Math.max(1, end - performance.now())));
    }
  }

  #prune(until: number): void {
    for (const { key } of this.#store.all(collection)) if (numberOf(key) <= until) this.#store.remove(key);
  }
}

function asEntry({ key, created, data: { source, kind, text, data } }: Entity<EntryData>): TimelineEntry {
  return { number: numberOf(key), at: new Date(created).toISOString(), source, kind, text, data };
}

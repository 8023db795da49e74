import { traceOf } from "../error-text.ts";
import type { Clock } from "./clock.ts";
import type { Data, Entity } from "./entity.ts";
import type { Store } from "./store.ts";
import type { World } from "./world.ts";

interface AppointmentData extends Data {
  readonly kind: string;
  readonly at: number;
  readonly every?: number;
  readonly about: string | null;
  readonly data: Data;
}

/** Which appointments: those of a thing, or of a kind, or both. */
interface Which {
  readonly about?: string;
  readonly kind?: string;
}

/** Something that is to happen at a sandbox time. */
export interface Booking {
  /** Whose handler takes it: `pagerduty.escalate`. */
  readonly kind: string;
  /** Sandbox time, milliseconds since 1970. */
  readonly at: number;
  /** Booked again so many milliseconds after `at`, as long as its thing lives. Default: once. */
  readonly every?: number;
  /** Key of the thing that it is about: it is forgotten with that one. Default: the world's. */
  readonly about?: string;
  /** What the handler needs to know beside. */
  readonly data?: Data;
}

/** An appointment that is due: what a handler gets. */
export interface Due {
  readonly world: World;
  /** The time that was booked; the clock may be later where the sandbox was stopped or its clock jumped. Use this one. */
  readonly at: number;
  /** The thing that it is about. */
  readonly about: Entity | undefined;
  readonly data: Data;
}

/**
 * Takes one kind of appointment. A synchronous one runs in the transaction that takes it off the agenda; one that answers a
 * promise opens its own.
 */
export type AppointmentHandler = (due: Due) => void | Promise<void>;

const collection = "sandbox.appointment";

/** Real milliseconds between looks at the clock. */
const look = 100;

/**
 * What is to happen when: pages that escalate, monitors that are evaluated, wait timers that end. Kept with the world, so that it goes on
 * after a restart. While the clock runs, what is due is looked for ten times a second; {@link passTo} lets weeks pass in seconds,
 * every appointment in its order and with the clock at its moment. (D1)
 */
export class Agenda {
  readonly #store: Store;
  readonly #clock: Clock;
  #world: World | undefined;
  #handlers: ReadonlyMap<string, AppointmentHandler> = new Map();
  #onDefect: (message: string) => void = () => undefined;
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Books an appointment, within the transaction of the caller; returns its key. One in the past is taken at the next look. */
  book({ kind, at, every, about, data }: Booking): string {
    const kept: AppointmentData = {
      ...{ kind, at, about: about ?? null, data: data ?? {} },
      ...(every === undefined ? {} : { every }),
    };
    const now = this.#clock.now();
    return this.#store.add(collection, { parent: about ?? null, at: now, data: kept }).key;
  }

  /** Takes appointments off: those of a thing, or of a kind, or both. */
  drop(which: Which): void {
    for (const { key } of this.#fitting(which)) this.#store.remove(key);
  }

  /** Times of the appointments of a thing, or of a kind, soonest first. */
  times(which: Which): readonly number[] {
    return this.#fitting(which)
      .map(({ data }) => data.at)
      .toSorted((a, b) => a - b);
  }

  /** Begins to look at the clock. */
  start(
    world: World,
    handlers: Readonly<Record<string, AppointmentHandler>>,
    onDefect: (message: string) => void,
  ): void {
    this.#world = world;
    this.#handlers = new Map(Object.entries(handlers));
    this.#onDefect = onDefect;
    this.#timer = setInterval(() => void this.settle(), look).unref();
  }

  /** Stops looking; resolves when the appointment at hand is over. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
    this.#world = undefined;
  }

  /** Takes everything that is due by the clock; resolves when it is done. */
  settle(): Promise<void> {
    return this.#inTurn(() => this.#takeUntil(() => this.#clock.now()));
  }

  /** Moves the clock to a moment, milliseconds since 1970, and lets all happen that is due on the way. Backwards nothing happens. */
  passTo(target: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#takeUntil(() => target);
      this.#clock.set(target);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch((error: unknown) => {
      this.#onDefect(`the agenda: ${traceOf(error)}`);
    });
    return mine;
  }

  async #takeUntil(end: () => number): Promise<void> {
    for (let next = this.#next(); next !== undefined && next.data.at <= end(); next = this.#next()) {
      if (this.#world === undefined) return;
      if (this.#clock.now() < next.data.at) this.#clock.step(next.data.at);
      await this.#take(next, this.#world);
    }
  }

  #next(): Entity<AppointmentData> | undefined {
    let found: Entity<AppointmentData> | undefined;
    for (const each of this.#all()) if (found === undefined || each.data.at < found.data.at) found = each;
    return found;
  }

  async #take(row: Entity<AppointmentData>, world: World): Promise<void> {
    const { kind, at, about, data } = row.data;
    const handler = this.#handlers.get(kind);
    try {
      const doing = this.#store.transact(() => {
        this.#takeOff(row);
        const thing = about === null ? undefined : this.#store.get(about);
        return handler?.({ world, at, about: thing, data });
      });
      await doing;
    } catch (error) {
      this.#onDefect(`${kind} at ${new Date(at).toISOString()}: ${traceOf(error)}`);
      // It is not asked again for the same moment, or the clock would never come past it.
      this.#store.transact(() => {
        if (this.#store.get(row.key) !== undefined) this.#takeOff(row);
      });
    }
  }

  /** Takes an appointment off; one that comes again is booked anew. */
  #takeOff({ key, data: { kind, at, every, about, data } }: Entity<AppointmentData>): void {
    this.#store.remove(key);
    if (every !== undefined) this.book({ kind, at: at + every, every, ...(about === null ? {} : { about }), data });
  }

  #fitting({ kind, about }: Which): Entity<AppointmentData>[] {
    const fits = ({ data }: Entity<AppointmentData>): boolean =>
      (kind ?? data.kind) === data.kind && (about ?? data.about) === data.about;
    return this.#all().filter(fits);
  }

  #all(): Entity<AppointmentData>[] {
    return this.#store.all<AppointmentData>(collection);
  }
}

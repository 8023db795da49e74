import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import { isInShare } from "../even-share.ts";
import type { Clock } from "./clock.ts";
import { numberOf, type Data, type Entity } from "./entity.ts";
import {
  effectInWords,
  faultSchema,
  isOnCalls,
  type FaultEffect,
  type FaultFields,
  type FaultInput,
  type FaultTarget,
} from "./fault-schema.ts";
import type { Store } from "./store.ts";
import type { Timeline } from "./timeline.ts";

type FaultData = FaultFields & Data & { readonly seen: number; readonly hit: number };

/** A fault that is set. */
export type Fault = FaultFields & {
  /** For `clear`. */
  readonly id: string;
  /** Calls that it could have met, and those that it met. */
  readonly seen: number;
  readonly hit: number;
};

const collection = "sandbox.fault";

/** Faults on demand, kept with the world: what a bad day looks like to whoever calls. (D1) */
export class Faults {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timeline: Timeline;
  readonly #begun = new Set<(fault: Fault) => void>();

  constructor(store: Store, clock: Clock, timeline: Timeline) {
    this.#store = store;
    this.#clock = clock;
    this.#timeline = timeline;
  }

  /** Tells of every fault that is set; returns how to end that. */
  onBegun(listener: (fault: Fault) => void): () => void {
    this.#begun.add(listener);
    return () => void this.#begun.delete(listener);
  }

  /** Sets a fault. */
  add(input: FaultInput): Fault {
    const fault = this.#add(input);
    for (const listener of this.#begun) listener(fault);
    return fault;
  }

  #add(input: FaultInput): Fault {
    return this.#store.transact(() => {
      this.#forgetEnded();
      const data: FaultData = { ...faultSchema.parse(input), seen: 0, hit: 0 };
      const now = this.#clock.now();
      const made = asFault(this.#store.add(collection, { at: now, data }));
      if (made.scenario === undefined) this.#note("fault.begun", `${made.vendor} ${effectInWords(made.effect)}.`, made);
      return made;
    });
  }

  /** Faults that are set, oldest first. */
  list(): readonly Fault[] {
    return this.#rows().map(asFault);
  }

  /**
   * Ends one fault, those of a scenario, or all; returns those that ended.
   *
   * @throws LaunchgateError `sandbox.fault-unknown`
   */
  clear({
    id,
    scenario,
  }: {
    readonly id?: string | undefined;
    readonly scenario?: string | undefined;
  }): readonly Fault[] {
    const ended = this.list().filter(
      (each) => (id ?? each.id) === each.id && (scenario ?? each.scenario) === each.scenario,
    );
    if (ended.length === 0 && (id ?? scenario) !== undefined) throw unknown(id ?? scenario ?? "", this.list());
    this.#store.transact(() => {
      for (const each of ended) this.#store.remove(`${collection}:${each.id}`);
      const first = new Map(ended.map((each) => [each.scenario ?? each.id, each]));
      for (const each of first.values()) {
        const what = each.scenario ?? `${each.vendor} ${effectInWords(each.effect)}`;
        this.#note("fault.ended", `Over: ${what}.`, each);
      }
    });
    return ended;
  }

  /** The effect that a call meets, if any; counts it. The oldest fault that hits decides. */
  meet(vendor: FaultTarget, method: string, at: string): FaultEffect | undefined {
    return this.#meet((data) => isOnCalls(data.effect) && fits(data, vendor, method, at));
  }

  /** Whether somebody who is paged at a level of escalation stays silent; counts it. */
  meetSilence(level: number): boolean {
    return this.#meet(({ effect }) => effect.kind === "silence" && level <= effect.level) !== undefined;
  }

  /** Notes of a fault that is played once, when it is set, how much it could have met and did. */
  tally(id: string, seen: number, hit: number): Fault | undefined {
    const row = this.#store.get<FaultData>(`${collection}:${id}`);
    return row && asFault(this.#store.transact(() => this.#store.alter<FaultData>(row, row.updated, { seen, hit })));
  }

  #meet(isMeant: (data: FaultData) => boolean): FaultEffect | undefined {
    const rows = this.#rows();
    if (rows.length === 0) return undefined;
    return this.#store.transact(() => {
      const fitting = rows.filter(({ data }) => isMeant(data));
      return fitting.map((row) => this.#count(row)).find((effect) => effect !== undefined);
    });
  }

  #count(row: Entity<FaultData>): FaultEffect | undefined {
    const { effect, share, spare, times } = row.data;
    const seen = row.data.seen + 1;
    const turn = seen - spare;
    const hits = turn > 0 && isInShare(turn, share);
    const hit = row.data.hit + (hits ? 1 : 0);
    if (times !== undefined && hit >= times) this.#store.remove(row.key);
    else this.#store.alter<FaultData>(row, row.updated, { seen, hit });
    return hits ? effect : undefined;
  }

  #note(kind: string, text: string, { id, vendor, effect, scenario }: Fault): void {
    const data = { id, vendor, effect: effect.kind, ...(scenario === undefined ? {} : { scenario }) };
    this.#timeline.note({ source: "fault", kind, text, data });
  }

  #forgetEnded(): void {
    const living = new Set(this.#rows().map(({ key }) => key));
    for (const { key } of this.#store.all(collection)) if (!living.has(key)) this.#store.remove(key);
  }

  #rows(): Entity<FaultData>[] {
    const now = this.#clock.now();
    const rows = this.#store.all<FaultData>(collection);
    return rows.filter(({ data: { until } }) => until === undefined || Date.parse(until) > now);
  }
}

function fits(data: FaultData, vendor: FaultTarget, method: string, at: string): boolean {
  return data.vendor === vendor && (data.method ?? method) === method && path.matchesGlob(at, data.path);
}

function asFault({ key, data }: Entity<FaultData>): Fault {
  return { ...data, id: String(numberOf(key)) };
}

function unknown(what: string, known: readonly Fault[]): LaunchgateError {
  const names = known.map(({ id, scenario }) => (scenario === undefined ? id : `${id} (${scenario})`)).join(", ");
  return new LaunchgateError({
    code: "sandbox.fault-unknown",
    message: `No fault "${what}" is set.`,
    fix: names === "" ? "None is set: nothing to clear." : `Set are: ${names}.`,
  });
}

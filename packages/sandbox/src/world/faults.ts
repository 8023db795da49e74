import path from "node:path";
import { LaunchgateError, vendorIds, type VendorId } from "@launchgate/core";
import { z } from "zod";
import { isInShare } from "../even-share.ts";
import type { Clock } from "./clock.ts";
import { numberOf, type Data, type Entity } from "./entity.ts";
import type { Store } from "./store.ts";

const milliseconds = z.number().int().min(0).max(600_000);

/** What a fault does to a request. */
const effectSchema = z.discriminatedUnion("kind", [
  /** An answer of this status with the vendor's error body; nothing takes effect. Default 500. */
  z.strictObject({ kind: z.literal("error"), status: z.number().int().min(400).max(599).default(500) }),
  /** The answer comes so much later. */
  z.strictObject({ kind: z.literal("latency"), milliseconds }),
  /** No answer ever: the request has taken effect (`after`) or has not (`before`). */
  z.strictObject({ kind: z.literal("timeout"), effect: z.enum(["before", "after"]) }),
  /** The vendor's own refusal for too many calls. */
  z.strictObject({ kind: z.literal("rate-limit"), retryAfterSeconds: z.number().int().min(1).max(3600).default(60) }),
  /** The connection breaks. */
  z.strictObject({ kind: z.literal("outage") }),
]);

/** A fault on request. */
export const faultSchema = z.strictObject({
  vendor: z.enum(vendorIds),
  /** Default: every method. */
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  /** Glob over the path as the vendor documents it: `/projects/**`. Default: every path. */
  path: z.string().startsWith("/").default("/**"),
  effect: effectSchema,
  /** Share of the calls that meet it, spread evenly: 0.25 is every fourth. Default 1. */
  share: z.number().gt(0).max(1).default(1),
  /** The first so many calls are spared. Default 0. */
  spare: z.number().int().min(0).default(0),
  /** It ends after so many hits. Default: it stays. */
  times: z.number().int().min(1).optional(),
  /** It ends at this sandbox time. Default: it stays. */
  until: z.iso.datetime({ offset: true }).optional(),
  /** Name of the scenario that it belongs to. */
  scenario: z.string().optional(),
});

/** What to do to which requests. */
export type FaultInput = z.input<typeof faultSchema>;
/** What a fault does. */
export type FaultEffect = z.output<typeof effectSchema>;

type FaultData = z.output<typeof faultSchema> & Data & { readonly seen: number; readonly hit: number };

/** A fault that is set. */
export type Fault = z.output<typeof faultSchema> & {
  /** For `clear`. */
  readonly id: string;
  /** Calls that it could have met, and those that it met. */
  readonly seen: number;
  readonly hit: number;
};

const collection = "sandbox.fault";

/** Faults on demand, kept with the world: what a vendor's bad day looks like to its clients. (D1) */
export class Faults {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Sets a fault. */
  add(input: FaultInput): Fault {
    return this.#store.transact(() => {
      this.#forgetEnded();
      const data: FaultData = { ...faultSchema.parse(input), seen: 0, hit: 0 };
      const now = this.#clock.now();
      return asFault(this.#store.add(collection, { at: now, data }));
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
    });
    return ended;
  }

  /** The effect that a request meets, if any; counts it. The oldest fault that hits decides. */
  meet(vendor: VendorId, method: string, at: string): FaultEffect | undefined {
    const rows = this.#rows();
    if (rows.length === 0) return undefined;
    return this.#store.transact(() => {
      const fitting = rows.filter(({ data }) => fits(data, vendor, method, at));
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
    else this.#store.put({ ...row, data: { ...row.data, seen, hit } });
    return hits ? effect : undefined;
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

function fits(data: FaultData, vendor: VendorId, method: string, at: string): boolean {
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

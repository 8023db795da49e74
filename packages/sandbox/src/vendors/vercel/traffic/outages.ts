import { setTimeout as pause } from "node:timers/promises";
import { isInShare } from "../../../even-share.ts";
import type { World } from "../../../world/world.ts";

/** What can fail beside the five vendors: the video service, the queue, Vercel's own edge (a region). */
export const outageTargets = ["mux", "queue", "edge"] as const;

/** One of {@link outageTargets}. */
export type OutageTarget = (typeof outageTargets)[number];

/** How it fails. */
export interface Outage {
  /** `error`: answers 503. `slow`: answers late. `silent`: breaks the connection. */
  readonly kind: "error" | "slow" | "silent";
  /** Share of requests that meet it, 0 to 1, spread evenly. Default 1. */
  readonly share?: number;
  /** Real milliseconds that `slow` takes. Default 3000. */
  readonly milliseconds?: number;
}

type Kept = Readonly<Partial<Record<OutageTarget, Outage>>>;

const name = "vercel.outages";

/** Lets something fail, or work again; kept with the world. (D1) */
export function setOutage(world: World, target: OutageTarget, outage: Outage | undefined): void {
  world.store.transact(() => {
    const others = Object.entries(outagesOf(world)).filter(([each]) => each !== target);
    world.store.keep(name, { ...Object.fromEntries(others), ...(outage ? { [target]: outage } : {}) });
    const what = outage ? `fails: ${outage.kind}` : "works again";
    const data = { target, ...outage };
    world.timeline.note({
      source: "fault",
      kind: outage ? "outage.began" : "outage.ended",
      text: `${target} ${what}.`,
      data,
    });
  });
}

/** What fails now. */
export function outagesOf(world: World): Kept {
  return (world.store.kept(name) as Kept | undefined) ?? {};
}

/** Plays outages to requests. */
export class OutagePlay {
  readonly #world: World;
  readonly #seen = new Map<OutageTarget, number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What a request meets, after the time that it takes; `undefined`: nothing. */
  async meet(target: OutageTarget): Promise<"error" | "silent" | undefined> {
    const outage = outagesOf(this.#world)[target];
    if (outage === undefined) return undefined;
    const seen = (this.#seen.get(target) ?? 0) + 1;
    this.#seen.set(target, seen);
    const { kind, share = 1, milliseconds = 3000 } = outage;
    if (!isInShare(seen, share)) return undefined;
    if (kind !== "slow") return kind;
    await pause(milliseconds, undefined, { ref: false });
    return undefined;
  }
}

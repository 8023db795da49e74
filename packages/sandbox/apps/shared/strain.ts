import { setTimeout as pause } from "node:timers/promises";
import type { Behaviour } from "./behaviours.ts";

/** Plays what is wrong with a version, and knows how many requests are under way. */
export class Strain {
  readonly #behaviour: Behaviour;
  readonly #left: number[][] = [];
  #seen = 0;
  #inFlight = 0;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  /** Requests under way of those that can be, percent, at most 100. */
  get saturationPercent(): number {
    return Math.min(100, (100 * this.#inFlight) / this.#behaviour.capacity);
  }

  /** Begins a request, after the time that this version takes; answers the status by which it fails, if it does. */
  async begin(): Promise<500 | 503 | undefined> {
    const { delayMilliseconds, failShare, leaksKilobytes, capacity } = this.#behaviour;
    this.#inFlight += 1;
    this.#seen += 1;
    const fails = Math.floor(this.#seen * failShare) > Math.floor((this.#seen - 1) * failShare);
    const isOver = this.#inFlight > capacity;
    if (leaksKilobytes > 0) this.#left.push(new Array<number>(leaksKilobytes * 128).fill(this.#seen + 0.5));
    if (delayMilliseconds > 0) await pause(delayMilliseconds);
    if (isOver) return 503;
    return fails ? 500 : undefined;
  }

  /** Ends a request. */
  end(): void {
    this.#inFlight -= 1;
  }
}

import type { Store } from "./store.ts";

type ClockState =
  { readonly mode: "running"; readonly offset: number } | { readonly mode: "paused"; readonly at: number };

/** How the clock stands. */
export interface ClockReading {
  /** Sandbox time, ISO 8601 UTC. */
  readonly now: string;
  /** `running`: goes with real time. `paused`: moves only when told to. */
  readonly mode: "running" | "paused";
  /** Milliseconds ahead of real time, negative when behind. */
  readonly offset: number;
}

type Listener = (now: number) => void;

/**
 * The one clock of all five vendors. Starts at real time; can be moved, paused and continued, and keeps its state over a
 * restart. Nothing in the sandbox asks for the time anywhere else.
 */
export class Clock {
  readonly #store: Store;
  readonly #realNow: () => number;
  readonly #listeners = new Set<Listener>();

  /** @param realNow milliseconds since 1970; another source than `Date.now` only in tests */
  constructor(store: Store, realNow: () => number = () => Date.now()) {
    this.#store = store;
    this.#realNow = realNow;
  }

  /** Sandbox time, milliseconds since 1970. */
  now(): number {
    const state = this.#state();
    return state.mode === "paused" ? state.at : this.#realNow() + state.offset;
  }

  /** Sandbox time, ISO 8601 UTC with milliseconds. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** How the clock stands. */
  reading(): ClockReading {
    const now = this.now();
    return { now: new Date(now).toISOString(), mode: this.#state().mode, offset: now - this.#realNow() };
  }

  /** Moves the clock on by some milliseconds. */
  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Sets the clock to a moment, milliseconds since 1970; running or paused as before. */
  set(at: number): void {
    const paused = this.#state().mode === "paused";
    this.#keep(paused ? { mode: "paused", at } : { mode: "running", offset: at - this.#realNow() });
  }

  /** Moves the clock to a moment on the way to another: nobody is told of a jump. For the agenda. */
  step(at: number): void {
    const paused = this.#state().mode === "paused";
    this.#store.transact(() =>
      this.#store.keep("clock", paused ? { mode: "paused", at } : { mode: "running", offset: at - this.#realNow() }),
    );
  }

  /** Stops the clock where it stands. */
  pause(): void {
    this.#keep({ mode: "paused", at: this.now() });
  }

  /** Lets the clock go on from where it stands. */
  run(): void {
    this.#keep({ mode: "running", offset: this.now() - this.#realNow() });
  }

  /** Tells `listener` the time after every jump; returns how to stop. For what waits for a sandbox time. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #state(): ClockState {
    return (this.#store.kept("clock") as ClockState | undefined) ?? { mode: "running", offset: 0 };
  }

  #keep(state: ClockState): void {
    this.#store.transact(() => this.#store.keep("clock", state));
    const now = this.now();
    for (const listener of this.#listeners) listener(now);
  }
}

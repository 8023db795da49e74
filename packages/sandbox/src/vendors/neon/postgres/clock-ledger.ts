import type { World } from "../../../world/world.ts";

/** From one moment on, how sandbox time goes with real time. */
export interface Stretch {
  /** Real time at which it begins, milliseconds since 1970. */
  readonly real: number;
  /** Sandbox time at which it begins. */
  readonly sandbox: number;
  /** Whether sandbox time goes on at all. */
  readonly running: boolean;
}

const name = "neon.clock-ledger";

/** Most stretches that are kept; older ones become one. */
const most = 5000;

/**
 * Remembers how the sandbox clock went beside the real one, which Postgres writes into its log. By it a moment of sandbox
 * time is a moment of the log, whatever jumps the clock made.
 */
export class ClockLedger {
  readonly #world: World;
  readonly #stop: () => void;

  constructor(world: World) {
    this.#world = world;
    this.#note();
    this.#stop = world.clock.onChange(() => this.#note());
  }

  /** Real time of a sandbox time; see {@link realOf}. */
  realOf(at: number): number {
    return Math.min(realOf(this.#stretches(), at), Date.now());
  }

  /** Real and sandbox time of now, read within one tick. */
  static now({ clock }: World): { readonly real: number; readonly sandbox: number } {
    for (;;) {
      const [real, sandbox, again] = [Date.now(), clock.now(), Date.now()];
      if (real === again) return { real, sandbox };
    }
  }

  /** Stops listening to the clock. */
  close(): void {
    this.#stop();
  }

  #note(): void {
    const { store, clock } = this.#world;
    const next = { ...ClockLedger.now(this.#world), running: clock.reading().mode === "running" };
    store.transact(() => store.keep(name, [...this.#stretches(), next].slice(-most)));
  }

  #stretches(): readonly Stretch[] {
    return (this.#world.store.kept(name) as readonly Stretch[] | undefined) ?? [];
  }
}

/**
 * Latest real time that still belonged to a sandbox time. A moment that the clock jumped over is the jump; a moment at which
 * it stood is the end of standing: what was committed at a moment belongs to it. Before the first stretch the clocks are taken
 * to have gone together.
 */
export function realOf(stretches: readonly Stretch[], at: number): number {
  const index = stretches.findLastIndex(({ sandbox }) => sandbox <= at);
  const found = stretches[index];
  const first = stretches[0];
  if (!found) return first ? at - first.sandbox + first.real : at;
  const end = stretches[index + 1]?.real ?? Number.POSITIVE_INFINITY;
  return Math.min(found.running ? found.real + (at - found.sandbox) : end, end);
}

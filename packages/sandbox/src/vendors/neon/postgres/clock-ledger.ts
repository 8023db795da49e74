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
 * time is a moment of the log, whatever jumps the clock made. A snapshot of the world takes the memory with it: it ends with
 * the moment at which the snapshot was taken.
 */
export class ClockLedger {
  readonly #world: World;
  readonly #stops: readonly (() => void)[];

  /** @param putBack told the real time of the snapshot that the world was put back to, milliseconds since 1970 */
  constructor(world: World, putBack: (real: number) => void) {
    this.#world = world;
    this.#note();
    const snapshots = world.snapshots.onChange((act) => {
      if (act === "taking") this.#note();
      else putBack(this.#kept().at(-1)?.real ?? 0);
    });
    this.#stops = [snapshots, world.clock.onChange(() => this.#note())];
  }

  /** Real time of a sandbox time; see {@link realOf}. */
  realOf(at: number): number {
    return Math.min(realOf(this.#kept(), at), Date.now());
  }

  /** Stops listening. */
  close(): void {
    for (const stop of this.#stops) stop();
  }

  #note(): void {
    const { store, clock } = this.#world;
    const next = { ...now(this.#world), running: clock.reading().mode === "running" };
    store.transact(() => store.keep(name, [...this.#kept(), next].slice(-most)));
  }

  #kept(): readonly Stretch[] {
    return (this.#world.store.kept(name) as readonly Stretch[] | undefined) ?? [];
  }
}

/** Both clocks, read within one tick. */
function now({ clock }: World): { readonly real: number; readonly sandbox: number } {
  for (;;) {
    const [real, sandbox, again] = [Date.now(), clock.now(), Date.now()];
    if (real === again) return { real, sandbox };
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

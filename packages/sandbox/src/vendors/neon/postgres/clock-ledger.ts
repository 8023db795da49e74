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
 * time is a moment of the log, whatever jumps the clock made. Notices that the world was put back to a snapshot: then its
 * memory is that of the snapshot.
 */
export class ClockLedger {
  readonly #world: World;
  readonly #stop: () => void;
  /** As this process wrote it. */
  #written: readonly Stretch[];

  /** @param putBack told the real time of the snapshot that the world was put back to, milliseconds since 1970 */
  constructor(world: World, putBack: (real: number) => void) {
    this.#world = world;
    this.#written = this.#kept();
    this.#note();
    this.#stop = world.clock.onChange(() => this.#look(putBack));
  }

  /** Real time of a sandbox time; see {@link realOf}. */
  realOf(at: number): number {
    return Math.min(realOf(this.#kept(), at), Date.now());
  }

  /** Stops listening to the clock. */
  close(): void {
    this.#stop();
  }

  #look(putBack: (real: number) => void): void {
    const [kept, written] = [this.#kept(), this.#written];
    const isPutBack = kept.length !== written.length || kept.at(-1)?.real !== written.at(-1)?.real;
    const end = kept.at(-1)?.real === written[kept.length - 1]?.real ? written.slice(kept.length, kept.length + 1) : [];
    const real = Math.min(realOf([...kept, ...end], this.#world.clock.now()), Date.now());
    this.#note();
    if (isPutBack) putBack(real);
  }

  #note(): void {
    const { store, clock } = this.#world;
    const next = { ...now(this.#world), running: clock.reading().mode === "running" };
    this.#written = [...this.#kept(), next].slice(-most);
    store.transact(() => store.keep(name, this.#written));
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

import type { Host } from "../host.ts";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Where signals come from: `process`, or a stand-in. */
export interface SignalSource {
  on(event: (typeof signals)[number], listener: () => void): unknown;
  off(event: (typeof signals)[number], listener: () => void): unknown;
}

/**
 * Runs `work` with an abort signal that the first SIGINT or SIGTERM fires: the engine is asked once to stop, ends what is under way,
 * writes its state and releases its lock. A second one only warns: ending the engine in the middle would leave a lock, and objects
 * at vendors that no state knows. (L4)
 */
export async function withInterrupts<T>(
  host: Pick<Host, "err">,
  work: (signal: AbortSignal) => Promise<T>,
  source: SignalSource = process,
): Promise<T> {
  const abort = new AbortController();
  const listener = (): void => {
    if (abort.signal.aborted) {
      host.err(
        "Still stopping. Killing the engine now would leave its lock and objects that no state knows; please wait.\n",
      );
      return;
    }
    host.err("Stopping: what is under way ends, the state is written, the lock is released ...\n");
    abort.abort();
  };
  for (const each of signals) source.on(each, listener);
  try {
    return await work(abort.signal);
  } finally {
    for (const each of signals) source.off(each, listener);
  }
}

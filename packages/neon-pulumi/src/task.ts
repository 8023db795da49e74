import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@launchgate/provider-kit";
import { CancelledError, DeadlineError } from "./errors.ts";

/** What one resource operation may take: until when, and whether the engine asked to stop. */
export interface TaskArgs {
  readonly timeoutSeconds: number;
  readonly pollIntervalMilliseconds: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** The clock of one resource operation: every wait of it goes through here. */
export class Task {
  readonly log: Log;
  readonly pollIntervalMilliseconds: number;
  readonly #deadline: number;
  readonly #args: TaskArgs;

  constructor(args: TaskArgs) {
    this.#args = args;
    this.#deadline = performance.now() + args.timeoutSeconds * 1000;
    this.log = args.log;
    this.pollIntervalMilliseconds = args.pollIntervalMilliseconds;
  }

  /** Throws once the engine asked to stop or the time is over. `what` completes "waiting to ...". */
  check(what: string): void {
    if (this.#args.signal.aborted) throw new CancelledError(what);
    if (performance.now() >= this.#deadline) throw new DeadlineError(what, this.#args.timeoutSeconds);
  }

  /** Waits, but never past the deadline; ends at once when the engine asks to stop. */
  async pause(milliseconds: number, what: string): Promise<void> {
    this.check(what);
    const left = Math.max(0, this.#deadline - performance.now());
    try {
      await delay(Math.min(milliseconds, left), undefined, { signal: this.#args.signal });
    } catch (error) {
      if (!this.#args.signal.aborted) throw error;
    }
    this.check(what);
  }

  /** Pause before look or try number `attempt` (from 0): grows by half each time, to 20 times the first. */
  backoffMilliseconds(attempt: number): number {
    return this.pollIntervalMilliseconds * Math.min(20, 1.5 ** attempt);
  }
}

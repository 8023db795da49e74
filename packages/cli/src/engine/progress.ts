/** What an install is busy with. `wait`: another install holds the lock. `check`: the new engine is asked for its version. */
export type InstallPhase = "look" | "wait" | "download" | "sources" | "build" | "check" | "done";

/** One sign of life of an install. */
export interface InstallProgress {
  readonly phase: InstallPhase;
  /** What is happening, for people. */
  readonly message: string;
  /** Seconds since the install was asked for, to one decimal. */
  readonly elapsedSeconds: number;
}

/** Takes the steps of an install and turns them into events. */
export interface ProgressReporter {
  /** Starts a step: an event at once. */
  step(phase: InstallPhase, message: string): void;
  /** Changes the message of the running step: seen with the next beat, so that a chatty compiler does not flood the listener. */
  note(message: string): void;
  /** Seconds since the start, to one decimal. */
  elapsedSeconds(): number;
  /** Ends the beat. */
  stop(): void;
}

/** Milliseconds between events when nothing new happens; the promise to listeners is one at least every 2 s. */
const BEAT_MS = 1_000;

/**
 * Starts to report: an event for each step and one every second in between.
 * A listener that throws is not called again: an install must not die of a closed terminal.
 */
export function startProgress(onProgress: ((event: InstallProgress) => void) | undefined): ProgressReporter {
  const start = performance.now();
  const elapsedSeconds = (): number => Math.round((performance.now() - start) / 100) / 10;
  let listener = onProgress;
  let current: { phase: InstallPhase; message: string } | undefined;
  const emit = (): void => {
    if (current === undefined || listener === undefined) return;
    try {
      listener({ ...current, elapsedSeconds: elapsedSeconds() });
    } catch {
      listener = undefined;
    }
  };
  const beat = setInterval(emit, BEAT_MS);
  return {
    step: (phase, message) => {
      current = { phase, message };
      emit();
    },
    note: (message) => {
      if (current !== undefined) current = { ...current, message };
    },
    elapsedSeconds,
    stop: () => {
      clearInterval(beat);
    },
  };
}

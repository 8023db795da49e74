import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** One child process to run to its end. */
export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is added. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds until the child is stopped. */
  readonly timeoutMs: number;
  /** Stops the child and everything it started; nothing else. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each line of either stream. */
  readonly onLine?: (line: string) => void;
  /** Runs the child at nice 10, so that a long compile leaves the machine usable. Default: no. */
  readonly lowPriority?: boolean;
}

/** How a child ended. `exitCode` is null unless `ended` is `exited`. */
export interface ChildOutcome {
  readonly ended: "exited" | "not-started" | "timed-out" | "cancelled" | "killed";
  readonly exitCode: number | null;
  /** Standard output and error, each cut to its last 2,000,000 characters. */
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not start, for `not-started`. */
  readonly startError?: string;
}

const KEPT_CHARACTERS = 2_000_000;
/** Milliseconds between the polite and the final signal. */
const GRACE_MS = 3_000;
const LOW_PRIORITY = 10;
const ownGroup = process.platform !== "win32";

/** Runs one child process in its own process group and tells how it ended. Never rejects. */
export async function runChild(request: ChildRequest): Promise<ChildOutcome> {
  if (request.signal?.aborted === true) return { ended: "cancelled", exitCode: null, stdout: "", stderr: "" };
  const child = spawn(request.command, request.args, {
    cwd: request.cwd,
    env: request.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
    windowsHide: true,
  });
  if (request.lowPriority === true) lowerPriority(child);
  const stdout = collect(child.stdout, request.onLine);
  const stderr = collect(child.stderr, request.onLine);
  const stopped = stopOnDemand(child, request);
  const end = await ending(child);
  const why = stopped.release();
  const streams = { stdout: stdout(), stderr: stderr() };
  if (end.error !== undefined)
    return { ended: "not-started", exitCode: null, ...streams, startError: end.error.message };
  if (why !== undefined) return { ended: why, exitCode: null, ...streams };
  return { ended: end.exitCode === null ? "killed" : "exited", exitCode: end.exitCode, ...streams };
}

function ending(child: ChildProcess): Promise<{ exitCode: number | null; error?: Error }> {
  return new Promise((resolve) => {
    child.once("close", (exitCode) => {
      resolve({ exitCode });
    });
    child.once("error", (error) => {
      if (child.pid === undefined) resolve({ exitCode: null, error });
    });
  });
}

function stopOnDemand(
  child: ChildProcess,
  request: ChildRequest,
): { release(): "timed-out" | "cancelled" | undefined } {
  let why: "timed-out" | "cancelled" | undefined;
  let final: NodeJS.Timeout | undefined;
  const stop = (reason: "timed-out" | "cancelled"): void => {
    if (why !== undefined) return;
    why = reason;
    killGroup(child, "SIGTERM");
    final = setTimeout(() => {
      killGroup(child, "SIGKILL");
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, GRACE_MS);
  };
  const onAbort = (): void => {
    stop("cancelled");
  };
  const onExit = (): void => {
    killGroup(child, "SIGKILL");
  };
  const timer = setTimeout(() => {
    stop("timed-out");
  }, request.timeoutMs);
  request.signal?.addEventListener("abort", onAbort, { once: true });
  process.once("exit", onExit);
  return {
    release: () => {
      clearTimeout(timer);
      clearTimeout(final);
      request.signal?.removeEventListener("abort", onAbort);
      process.removeListener("exit", onExit);
      if (why !== undefined) killGroup(child, "SIGKILL");
      return why;
    },
  };
}

/** Signals the child and what it started: they share a process group of their own, so no other process can be hit. */
function killGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  if (!ownGroup) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group ended in the meantime.
  }
}

function lowerPriority(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, LOW_PRIORITY);
  } catch {
    // Refused by the system or ended already: the run is only less polite.
  }
}

function collect(stream: Readable, onLine: ((line: string) => void) | undefined): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text = (text + chunk).slice(-KEPT_CHARACTERS);
  });
  if (onLine !== undefined) createInterface({ input: stream }).on("line", onLine);
  return () => text;
}

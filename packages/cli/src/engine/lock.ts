import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const Owner = z.object({ pid: z.int().positive(), host: z.string(), token: z.string(), startedAt: z.string() });

/** Who holds a lock: process id, machine, a token of this one holding, and when it began (ISO 8601, UTC). */
export type LockOwner = z.infer<typeof Owner>;

/** How to wait for a lock. */
export interface LockOptions {
  /** Stops waiting; the returned promise rejects with the signal's AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the lock is held by another one; `undefined` while that one is still writing its name. */
  readonly onWait?: (owner: LockOwner | undefined) => void;
  /** Called when a lock was taken over because its holder is gone. */
  readonly onTakeover?: (owner: LockOwner | undefined) => void;
  /** Milliseconds without a sign of life after which a holder counts as gone. Default 30,000: fifteen missed beats. */
  readonly staleAfterMs?: number;
}

const BEAT_MS = 2_000;
const STALE_AFTER_MS = 30_000;
const RETRY_MS = 200;
/** What is done in the guard takes milliseconds. */
const GUARD_STALE_AFTER_MS = 10_000;

/**
 * Runs `work` while holding the lock file. A holder is gone when its process on this machine has ended, or when its beat (the
 * file's modification time) stopped; then the lock is taken over. The lock saves double work; what is done under it must be harmless
 * twice, since a machine that slept may lose its lock without noticing.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const token = await acquire(file, options);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await readOwner(file))?.token === token) await rm(file, { force: true });
  }
}

async function acquire(file: string, options: LockOptions): Promise<string> {
  const token = randomUUID();
  const staleAfterMs = options.staleAfterMs ?? STALE_AFTER_MS;
  for (;;) {
    options.signal?.throwIfAborted();
    if (await tryCreate(file, token)) return token;
    const seen = await readOwner(file);
    if (await isGone(file, seen, staleAfterMs)) {
      if (await removeIfGone(file, staleAfterMs)) options.onTakeover?.(seen);
    } else {
      options.onWait?.(seen);
    }
    await delay(RETRY_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
  }
}

async function tryCreate(file: string, token: string): Promise<boolean> {
  const owner: LockOwner = { pid: process.pid, host: hostname(), token, startedAt: new Date().toISOString() };
  try {
    await writeFile(file, `${JSON.stringify(owner)}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Removes the lock of a holder that is gone. Only one at a time may do so, and it looks again first: else a slow one would remove
 * the new lock of a quick one.
 */
async function removeIfGone(file: string, staleAfterMs: number): Promise<boolean> {
  const guard = `${file}.takeover`;
  if (!(await enterGuard(guard))) return false;
  try {
    if (!(await isGone(file, await readOwner(file), staleAfterMs))) return false;
    await rm(file, { force: true });
    return true;
  } finally {
    await removeFolder(guard);
  }
}

/** Enters the guard folder by making it. One that a killed process left is removed after a while and can be entered the next time. */
async function enterGuard(guard: string): Promise<boolean> {
  try {
    await mkdir(guard);
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    const made = await stat(guard).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > GUARD_STALE_AFTER_MS) await removeFolder(guard);
    return false;
  }
}

async function removeFolder(path: string): Promise<void> {
  await rmdir(path).catch(() => undefined);
}

async function isGone(file: string, owner: LockOwner | undefined, staleAfterMs: number): Promise<boolean> {
  if (owner?.host === hostname() && !isAlive(owner.pid)) return true;
  const beat = await stat(file).catch(() => undefined);
  return beat !== undefined && Date.now() - beat.mtimeMs > staleAfterMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH");
  }
}

/** The holder that the file names; undefined when there is no file or its content is unreadable (just being written, or damaged). */
async function readOwner(file: string): Promise<LockOwner | undefined> {
  try {
    return Owner.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
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
  for (;;) {
    options.signal?.throwIfAborted();
    if (await tryCreate(file, token)) return token;
    const seen = await readOwner(file);
    if (await isGone(file, seen, options.staleAfterMs ?? STALE_AFTER_MS)) {
      if (await takeAway(file, seen, token)) options.onTakeover?.(seen);
      continue;
    }
    options.onWait?.(seen);
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

/** Removes the lock of a holder that is gone. Two that try at once: the one that moved a newer lock away by mistake puts it back. */
async function takeAway(file: string, gone: LockOwner | undefined, token: string): Promise<boolean> {
  const aside = `${file}.${token}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
  const moved = await readOwner(aside);
  const right = moved?.token === gone?.token;
  if (!right) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return right;
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

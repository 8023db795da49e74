import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "./errors.ts";

const STAGED = "staging-";
const REPLACED = "replaced-";

/** Makes the engine folder. Throws `engine.folder-unwritable` when that is not possible. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `${STAGED}${randomUUID()}`);
    await mkdir(probe);
    await rm(probe, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError({
      code: "engine.folder-unwritable",
      message: `The engine folder ${folder} cannot be written: ${reason}.`,
      fix: "Make the folder writable for this user, or name an engine of yours in LAUNCHGATE_PULUMI_ROOT.",
      cause,
    });
  }
}

/** Runs `work` with a new empty folder below `folder` and removes it afterwards, whatever happened. */
export async function withStaging<T>(folder: string, work: (staging: string) => Promise<T>): Promise<T> {
  const staging = join(folder, `${STAGED}${randomUUID()}`);
  await mkdir(staging);
  try {
    return await work(staging);
  } finally {
    await remove(staging);
  }
}

/** Removes what an install that was killed has left. To be called under the lock. */
export async function sweepLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  const left = names.filter((name) => name.startsWith(STAGED) || name.startsWith(REPLACED));
  await Promise.all(left.map((name) => remove(join(folder, name))));
}

/**
 * Moves a finished `bin` folder to its place in one rename: a reader sees the old engine, none, or the whole new one, never a part.
 * An old `bin` goes as a whole, so that plugins of two versions never stand side by side.
 */
export async function putInPlace(stagedBin: string, folder: string): Promise<void> {
  const place = join(folder, "bin");
  const old = join(folder, `${REPLACED}${randomUUID()}`);
  const hadOld = await rename(place, old).then(
    () => true,
    () => false,
  );
  await rename(stagedBin, place);
  if (hadOld) await remove(old);
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

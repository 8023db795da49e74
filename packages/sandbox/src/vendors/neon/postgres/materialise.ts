import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "./cluster.ts";
import type { Installation } from "./installation.ts";
import { ClusterFailure } from "./lifecycle.ts";
import { copyFolder, makeFolder } from "./system.ts";

/** The log that a cluster is to be made of. */
export interface Log {
  /** Folders of the clusters that it came through, the nearest first. */
  readonly folders: readonly string[];
  /** Postgres' number of its way. */
  readonly timeline: number;
  /** Where to end: real time in milliseconds since 1970, or a place; neither: at its end. */
  readonly until: { readonly real?: number; readonly lsn?: string };
}

const unreached = "recovery ended before configured recovery target was reached";

/**
 * Makes a cluster and starts it: empty, or by replaying a log up to a moment or place. The replay is Postgres' own
 * point-in-time recovery. A log that ends before the moment is replayed whole: nothing was committed between. A place that the log
 * never reached is a failure.
 *
 * @throws ClusterFailure
 */
export async function materialise(cluster: Cluster, installation: Installation, log: Log | undefined): Promise<void> {
  await layOut(cluster, installation);
  if (!log) return cluster.start();
  try {
    await replay(cluster, log);
  } catch (error) {
    const isShort = error instanceof ClusterFailure && error.log.some((line) => line.includes(unreached));
    if (!isShort || log.until.lsn !== undefined) throw error;
    await layOut(cluster, installation);
    await replay(cluster, { ...log, until: {} });
  }
}

async function layOut({ folder, data }: Cluster, { template, libraries }: Installation): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  await copyFolder(template, data, libraries);
}

async function replay(cluster: Cluster, { folders, timeline, until }: Log): Promise<void> {
  writeFileSync(join(cluster.data, "recovery.signal"), "");
  const { real, lsn } = until;
  await cluster.start({
    restore_command: restoreCommand(folders),
    recovery_target_timeline: String(timeline),
    recovery_target_action: "promote",
    ...(lsn === undefined ? {} : { recovery_target_lsn: lsn }),
    ...(lsn !== undefined || real === undefined ? {} : { recovery_target_time: endOf(real) }),
  });
}

/** The last microsecond of a millisecond: clocks of sandboxes tick in milliseconds, and what was committed in one belongs to it. */
function endOf(real: number): string {
  return new Date(Math.floor(real)).toISOString().replace("T", " ").replace("Z", "999+00");
}

/** Looks where segments are put when they are full, then where they are written. */
function restoreCommand(folders: readonly string[]): string {
  const quoted = (path: string): string => `'${path.replaceAll("%", "%%").replaceAll("'", `'\\''`)}'`;
  const places = folders.flatMap((folder) => [join(folder, "archive"), join(folder, "data/pg_wal")]);
  return `for d in ${places.map(quoted).join(" ")}; do test -f "$d"/%f && cp "$d"/%f '%p' && exit 0; done; exit 1`;
}

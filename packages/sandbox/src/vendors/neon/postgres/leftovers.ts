import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Installation } from "./installation.ts";

/** Real milliseconds that a Postgres has to end in before it is ended the hard way. */
const patience = 20_000;

/** Ends what a sandbox that was killed left running in its folder. */
export async function endLeftovers({ folder }: Installation): Promise<void> {
  const numbered = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  await Promise.all(numbered.map((name) => endLeftover(join(folder, name, "data"))));
}

/** By the id that Postgres wrote into its folder, and only while that process is the one of that folder. */
async function endLeftover(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  const id = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
  if (!isOf(id, data)) return;
  process.kill(id, "SIGINT");
  const end = performance.now() + patience;
  while (isOf(id, data) && performance.now() < end) await pause(20);
  if (isOf(id, data)) process.kill(id, "SIGQUIT");
}

/** Whether a process is the Postgres of a folder. What has ended and is not yet cleared away has no command line any more. */
function isOf(id: number, data: string): boolean {
  const file = `/proc/${String(id)}/cmdline`;
  try {
    return id > 0 && readFileSync(file, "utf8").split("\0").includes(data);
  } catch {
    return false;
  }
}

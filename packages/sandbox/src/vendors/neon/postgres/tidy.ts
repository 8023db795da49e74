import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Histories } from "./histories.ts";
import type { Installation } from "./installation.ts";

/** Ends what was left running by a sandbox that was killed, and removes folders that no cluster has. */
export async function tidy({ folder }: Installation, histories: Histories): Promise<void> {
  const known = new Set(histories.all().map(({ data }) => String(data.number)));
  const numbered = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  const left = numbered.filter((name) => endLeftover(join(folder, name, "data")));
  for (const name of left) await gone(join(folder, name, "data/postmaster.pid"));
  const loose = numbered.filter((name) => !known.has(name));
  await Promise.all(loose.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function gone(file: string): Promise<void> {
  for (let waited = 0; existsSync(file) && waited < 10_000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ends what an earlier sandbox left running in a folder, by the id that Postgres wrote there and only if it is that. */
function endLeftover(data: string): boolean {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return false;
  const [id = "", folder] = readFileSync(file, "utf8").split("\n");
  const command = `/proc/${id}/cmdline`;
  const isOurs = folder === data && existsSync(command) && readFileSync(command, "utf8").includes(data);
  if (isOurs) process.kill(Number(id), "SIGINT");
  return isOurs;
}

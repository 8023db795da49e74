import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries, makeLinks, type Binaries, type NoBinaries } from "./binaries.ts";
import { makeFolder, openWay, run } from "./system.ts";

/** Postgres made ready for one sandbox folder. */
export interface Installation {
  readonly binaries: Binaries;
  /** Folder of all clusters: `<sandbox folder>/postgres`. */
  readonly folder: string;
  /** For `LD_LIBRARY_PATH`. */
  readonly libraries: string;
  /** Folder of sockets, outside of the sandbox's: their paths must be short. */
  readonly sockets: string;
  /** Data of a cluster in which nothing happened yet; all others are copies of it and of its log. */
  readonly template: string;
  /** Password of the superuser `cloud_admin` of all clusters. */
  readonly password: string;
}

/** Segments of 4 MiB: few calls for a big log, little to copy of a small one. */
const segment = ["--wal-segsize=4"];

/** Makes Postgres ready below a sandbox's folder. @throws LaunchgateError `sandbox.postgres-not-runnable` */
export async function install(sandboxFolder: string): Promise<Installation | NoBinaries> {
  const binaries = findBinaries();
  if ("reason" in binaries) return binaries;
  const folder = await makeFolder(join(sandboxFolder, "postgres"));
  const links = join(folder, "lib");
  makeLinks(binaries, links);
  await chmod(links, 0o755);
  const libraries = `${links}:${binaries.libraries}`;
  await openWay(sandboxFolder, [binaries.postgres, binaries.initdb], libraries);
  const sockets = await socketsOf(join(folder, "sockets"));
  const password = passwordOf(join(folder, "cloud_admin"));
  const template = join(folder, "template");
  if (!existsSync(template)) await makeTemplate(binaries, { folder, template, password, libraries });
  return { binaries, folder, libraries, sockets, template, password };
}

/** The folder of the last time, whose path a file keeps, so that sandboxes that are killed leave one at most. */
async function socketsOf(file: string): Promise<string> {
  const known = existsSync(file) ? readFileSync(file, "utf8") : "";
  const path = known === "" ? await mkdtemp(join(tmpdir(), "lg-pg-")) : known;
  writeFileSync(file, path, { mode: 0o600 });
  return makeFolder(path);
}

function passwordOf(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** Made under another name and then renamed, so that half a template is never used. */
async function makeTemplate(
  { initdb }: Binaries,
  { folder, template, password, libraries }: Pick<Installation, "folder" | "template" | "password" | "libraries">,
): Promise<void> {
  const half = join(folder, "template.part");
  await rm(half, { recursive: true, force: true });
  const secrets = await makeFolder(join(folder, "initdb"));
  const file = join(secrets, "password");
  writeFileSync(file, password, { mode: 0o644 });
  const identity = ["-D", half, "-U", "cloud_admin", "--auth=scram-sha-256", `--pwfile=${file}`];
  const form = ["--locale=C.UTF-8", "--encoding=UTF8", "--no-sync", "--no-instructions", ...segment];
  try {
    await run(initdb, [...identity, ...form], libraries);
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
  await rename(half, template);
}

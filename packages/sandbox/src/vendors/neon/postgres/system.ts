import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { LaunchgateError } from "@launchgate/core";

/** Postgres refuses to run as root; root's sandboxes run it as this user: `nobody`, which every system has. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Whom clusters belong to: nobody in particular, or for root the user that is told. */
export const owner = process.getuid?.() === 0 ? nobody : undefined;

/**
 * Runs a program beside a reader of the pipe to us, which passes on the signals that we name. When the pipe ends, because we
 * did in whatever way, the program is told to end: nothing is left running by a sandbox that is killed.
 */
const watched = `
  exec 3<&0
  "$@" </dev/null 3<&- &
  program=$!
  (while read -r signal; do kill -"$signal" $program; done <&3; kill -INT $program) 2>/dev/null &
  watcher=$!
  exec 3<&-
  wait $program
  status=$?
  kill $watcher 2>/dev/null
  exit $status`;

/** A running program, and how to tell it something. */
export interface Watched {
  readonly child: ChildProcess;
  /** Sends a signal to the program itself. */
  readonly signal: (name: "INT" | "QUIT") => void;
}

/** Starts a program as the owner of clusters; it ends with this process at the latest. */
export function start(file: string, args: readonly string[], libraries: string): Watched {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, LC_ALL: "C.UTF-8", TZ: "UTC" };
  const stdio = ["pipe", "ignore", "pipe"] as const;
  const child = spawn("/bin/sh", ["-c", watched, "sh", file, ...args], { ...owner, env, cwd: "/", stdio: [...stdio] });
  child.stdin.on("error", () => undefined);
  return { child, signal: (name) => void child.stdin.write(`${name}\n`) };
}

/** Runs a program as the owner of clusters to its end. @throws Error with what it wrote */
export async function run(file: string, args: readonly string[], libraries: string): Promise<void> {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, LC_ALL: "C.UTF-8" };
  await new Promise<void>((resolve, reject) => {
    execFile(file, args, { ...owner, env, cwd: "/", timeout: 60_000 }, (error, _out, text) => {
      if (error) reject(new Error(`${file}: ${text.trim() || error.message}`));
      else resolve();
    });
  });
}

/** Makes a folder that Postgres may use. */
export async function makeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (owner) await chown(path, owner.uid, owner.gid);
  return path;
}

/** Copies a folder of Postgres' own: blocks are shared where the file system can. */
export async function copyFolder(from: string, to: string, libraries: string): Promise<void> {
  const sharing = { linux: ["-R", "--reflink=auto"], darwin: ["-Rc"] }[process.platform as string] ?? ["-R"];
  await run("/bin/cp", [...sharing, from, to], libraries);
}

/**
 * For root: lets the owner of clusters walk through the sandbox's folder to its own, and nobody but root read the files there.
 *
 * @throws LaunchgateError `sandbox.postgres-not-runnable` where the programs or the folder cannot be reached
 */
export async function openWay(folder: string, programs: readonly string[], libraries: string): Promise<void> {
  if (!owner) return;
  chmodSync(folder, 0o711);
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isFile()) chmodSync(path, 0o600);
  }
  const test = [folder, ...programs].map((path) => `test -x '${path.replaceAll("'", `'\\''`)}'`).join(" && ");
  await run("/bin/sh", ["-c", test], libraries).catch((cause: unknown) => {
    throw new LaunchgateError({
      code: "sandbox.postgres-not-runnable",
      message: `Postgres does not run as root, and the user that it runs as (uid ${String(nobody.uid)}) cannot reach "${folder}" or the installed packages.`,
      fix: "Start the sandbox as an ordinary user, or let others pass (`chmod o+x`) through the folders above these.",
      cause,
    });
  });
}

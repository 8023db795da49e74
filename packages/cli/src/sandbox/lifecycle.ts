import { mkdir, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { LaunchgateError } from "@launchgate/core";
import type { Seed } from "@launchgate/sandbox";
import { z } from "zod";
import { withLock } from "../engine/lock.ts";
import { findConnection, keptConnection, requireApps, type LiveConnection } from "./connection.ts";
import { lastLines, startDetached } from "./detached.ts";
import { sandboxPlaces } from "./places.ts";
import { readJsonFile } from "./private-file.ts";
import { isAlive, isSandboxProcess } from "./process-identity.ts";

/** How the sandbox of a folder stands. */
export type SandboxState =
  | ({ readonly state: "running" } & LiveConnection)
  | { readonly state: "stopped" }
  /** It was started, never stopped, and is gone. */
  | { readonly state: "crashed"; readonly pid: number; readonly lastWords: string }
  /** Its process runs and does not answer. */
  | { readonly state: "unresponsive"; readonly pid: number };

const processSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/** Milliseconds that a process, with its databases, has to end in order; its state is whole whenever it ends. */
const endsWithin = 30_000;

/** Looks how the sandbox of a folder stands: asks it, and where it does not answer, looks at its process. */
export async function inspectSandbox(root: string): Promise<SandboxState> {
  const live = await findConnection(root);
  if (live !== undefined) return { state: "running", ...live };
  const places = sandboxPlaces(root);
  const noted = processSchema.safeParse(await readJsonFile(places.process));
  if (!noted.success) return { state: "stopped" };
  const { pid } = noted.data;
  if (isSandboxProcess(pid, root)) return { state: "unresponsive", pid };
  return { state: "crashed", pid, lastWords: await lastLines(places.log) };
}

/** What `start` did. */
export interface StartReport extends LiveConnection {
  /** False: it ran already. */
  readonly started: boolean;
  /** Process of a sandbox that ended by itself before. */
  readonly crashedBefore?: number;
}

/** Makes sure that the sandbox of a folder runs. Two commands at once start one process. */
export async function startSandboxProcess(
  root: string,
  seed: Seed,
  { portBase, apps = false }: { readonly portBase?: number | undefined; readonly apps?: boolean | undefined } = {},
): Promise<StartReport> {
  const places = sandboxPlaces(root);
  await mkdir(places.folder, { recursive: true, mode: 0o700 });
  return withLock(places.lock, {}, async () => {
    const before = await inspectSandbox(root);
    if (before.state === "running") {
      if (apps) requireApps(before.connection);
      return { ...before, started: false };
    }
    if (before.state === "unresponsive") throw unresponsive(before.pid);
    await startDetached({ root, seed, portBase, apps });
    const live = await findConnection(root);
    if (live === undefined) throw unresponsive(0);
    return { ...live, started: true, ...(before.state === "crashed" ? { crashedBefore: before.pid } : {}) };
  });
}

function unresponsive(pid: number): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.no-answer",
    message: `The sandbox (process ${String(pid)}) runs and does not answer.`,
    fix: "Run `launchgate sandbox stop`, then `launchgate sandbox start`: its state is kept.",
    source: "tool",
  });
}

/** What `stop` did. */
export interface StopReport {
  /** How it stood before. */
  readonly before: SandboxState["state"];
  /** The process that was ended. */
  readonly pid?: number;
  /** It did not end in order and was killed; nothing is lost by that. */
  readonly killed: boolean;
}

/** Ends the process of a folder's sandbox, and no other one. Leftovers of a crashed one are removed. */
export async function stopSandboxProcess(root: string): Promise<StopReport> {
  const places = sandboxPlaces(root);
  await mkdir(places.folder, { recursive: true, mode: 0o700 });
  return withLock(places.lock, {}, async () => {
    const before = await inspectSandbox(root);
    // A running one answered with our token and told its own id; of another one the command line is looked at.
    const pid =
      before.state === "running" ? before.status.process : before.state === "unresponsive" ? before.pid : undefined;
    const killed = pid === undefined ? false : await end(pid);
    await rm(places.connection, { force: true });
    await rm(places.process, { force: true });
    return { before: before.state, killed, ...(pid === undefined ? {} : { pid }) };
  });
}

async function end(pid: number): Promise<boolean> {
  process.kill(pid, "SIGTERM");
  const deadline = performance.now() + endsWithin;
  while (isAlive(pid)) {
    if (performance.now() > deadline) {
      process.kill(pid, "SIGKILL");
      return true;
    }
    await delay(25);
  }
  return false;
}

/** The running sandbox for a command; where there is none, the reason is told as well. */
export async function requireRunning(root: string): Promise<LiveConnection> {
  const found = await inspectSandbox(root);
  if (found.state === "running") return found;
  throw new LaunchgateError({
    code: "sandbox.not-running",
    message: why(found, await keptConnection(root)),
    fix:
      found.state === "unresponsive"
        ? "Run `launchgate sandbox stop`, then `launchgate sandbox start`: its state is kept."
        : "Run `launchgate sandbox start`; what was there before is there again.",
  });
}

function why(found: Exclude<SandboxState, { state: "running" }>, kept: { startedAt: string } | undefined): string {
  if (found.state === "stopped") return "The sandbox of this folder does not run.";
  if (found.state === "unresponsive") return `The sandbox (process ${String(found.pid)}) does not answer.`;
  const since = kept === undefined ? "" : `, started ${kept.startedAt},`;
  return `The sandbox (process ${String(found.pid)}${since}) ended by itself or was killed. Its last words:\n${found.lastWords}`;
}

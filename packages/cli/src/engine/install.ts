import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { executableName, localEngineFolder } from "./candidates.ts";
import { cancelled } from "./errors.ts";
import { failed, installed, notAllowed, notInstallable, overrideUnusable, present } from "./install-report.ts";
import type { EngineInstallation, InstallAttempt, InstallRequest } from "./install-types.ts";
import { judgeEngine } from "./judge.ts";
import { isLocated, locateEngine } from "./locate.ts";
import type { EngineLocation } from "./locate.ts";
import { withLock } from "./lock.ts";
import type { LockOptions } from "./lock.ts";
import { ENGINE_VERSION } from "./pins.ts";
import { startProgress } from "./progress.ts";
import type { ProgressReporter } from "./progress.ts";
import { prepareFolder, putInPlace, sweepLeftovers, withStaging } from "./staging.ts";
import { moduleBuild } from "./ways/build.ts";
import { officialDownload } from "./ways/download.ts";
import type { Way, WayOutcome } from "./ways/way.ts";

export type { EngineInstallation, InstallAttempt, InstallRequest } from "./install-types.ts";
export type { InstallPhase, InstallProgress } from "./progress.ts";
export type { WayName } from "./ways/way.ts";

interface Task extends Required<Omit<InstallRequest, "onProgress" | "signal">> {
  readonly signal: AbortSignal | undefined;
  readonly progress: ProgressReporter;
  readonly ways: readonly Way[];
}

/**
 * Provides the engine: says so if a usable one is there, else downloads it, else builds it, as far as allowed. (P1)
 * Throws `EngineError`: `engine.override-unusable`, `engine.folder-unwritable`, `engine.install-cancelled`, or
 * `engine.not-installable` with the reason of every way.
 */
export function installEngine(request: InstallRequest): Promise<EngineInstallation> {
  return installBy([officialDownload(), moduleBuild()], request);
}

/** `installEngine` with given ways, first choice first. */
export async function installBy(ways: readonly Way[], request: InstallRequest): Promise<EngineInstallation> {
  const progress = startProgress(request.onProgress);
  const root = resolve(request.root);
  const defaults = { env: process.env, home: homedir(), toolsFolder: join(root, "tools", "engine") };
  const task: Task = { ...defaults, ...request, root, signal: request.signal, progress, ways };
  try {
    progress.step("look", "Looking for a usable pulumi.");
    const installation = (await lookFor(task)) ?? (await installLocked(task));
    progress.step("done", installation.why);
    return installation;
  } catch (error) {
    throw request.signal?.aborted === true ? cancelled() : error;
  } finally {
    progress.stop();
  }
}

/** The installation that is there already. Throws when the override names an unusable one: installing another would not be seen. */
async function lookFor(task: Task): Promise<EngineInstallation | undefined> {
  const location = await locate(task);
  task.signal?.throwIfAborted();
  if (isLocated(location)) return present(location, task.progress.elapsedSeconds());
  const override = location.missing.find((one) => one.source === "env");
  if (override !== undefined) throw overrideUnusable(override);
  return undefined;
}

async function installLocked(task: Task): Promise<EngineInstallation> {
  const folder = localEngineFolder(task.root);
  await prepareFolder(folder);
  return await withLock(join(folder, "install.lock"), waiting(task), async () => {
    await sweepLeftovers(folder);
    return (await lookFor(task)) ?? (await takeFirstWay(folder, task));
  });
}

function waiting(task: Task): LockOptions {
  let told: string | undefined;
  return {
    signal: task.signal,
    onWait: (owner) => {
      if (owner === undefined || owner.token === told) return;
      told = owner.token;
      task.progress.step(
        "wait",
        `Waiting for another install: process ${String(owner.pid)} on ${owner.host}, since ${owner.startedAt}.`,
      );
    },
    onTakeover: (owner) => {
      const who = owner === undefined ? "an install" : `the install of process ${String(owner.pid)} on ${owner.host}`;
      task.progress.step("wait", `Took over the lock of ${who}, which is gone.`);
    },
  };
}

async function takeFirstWay(folder: string, task: Task): Promise<EngineInstallation> {
  const attempts: InstallAttempt[] = [];
  for (const way of task.ways) {
    if (!isAllowed(way, task)) {
      attempts.push(notAllowed(way));
      continue;
    }
    const outcome = await attempt(way, folder, task);
    if (outcome.ok) return installed(way, outcome.detail, attempts, await locate(task), task.progress.elapsedSeconds());
    task.signal?.throwIfAborted();
    attempts.push(failed(way, outcome));
    task.progress.step("look", `${way.title} failed: ${outcome.reason}.`);
  }
  throw notInstallable(attempts, await locate(task));
}

/** Takes one way in a folder of its own, checks what came out of it and puts it in place. */
async function attempt(way: Way, folder: string, task: Task): Promise<WayOutcome> {
  const { toolsFolder, env, signal, progress } = task;
  return await withStaging(folder, async (staging): Promise<WayOutcome> => {
    const outcome = await way.get({ staging, toolsFolder, env, signal, progress });
    if (!outcome.ok) return outcome;
    progress.step("check", `Checking the engine that was ${way.name}.`);
    const problem = await problemOf(join(staging, "bin", executableName("pulumi")), task);
    if (problem !== undefined)
      return { ok: false, reason: problem, fix: "Report this: the engine was made, and it does not work here." };
    signal?.throwIfAborted();
    await putInPlace(join(staging, "bin"), folder);
    return outcome;
  });
}

async function problemOf(path: string, task: Task): Promise<string | undefined> {
  const verdict = await judgeEngine(path, task.env, task.signal);
  if (!verdict.ok) return `what it brought cannot be used: ${verdict.reason}`;
  return verdict.version === ENGINE_VERSION
    ? undefined
    : `it brought version ${verdict.version} instead of ${ENGINE_VERSION}`;
}

function isAllowed(way: Way, task: Task): boolean {
  return way.name === "downloaded" ? task.allow.download : task.allow.build;
}

function locate(task: Task): Promise<EngineLocation> {
  return locateEngine({
    root: task.root,
    env: task.env,
    home: task.home,
    ...(task.signal === undefined ? {} : { signal: task.signal }),
  });
}

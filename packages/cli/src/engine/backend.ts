import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import type { Environment } from "./child-env.ts";
import type { StackLock } from "./engine-port.ts";

/** Where states are held. */
export interface Backend {
  /** Address as the engine takes it. */
  readonly url: string;
  /** The folder, where the backend is one of this machine. */
  readonly folder: string | undefined;
}

/**
 * The backend: PULUMI_BACKEND_URL, else `backend.url` of Pulumi.yaml, else the folder `.launchgate/state` of the program, which is
 * made on first use. (house, two ways to run)
 */
export async function resolveBackend(
  root: string,
  env: Environment,
  projectSettings: Readonly<Record<string, unknown>>,
): Promise<Backend> {
  const settings = z.looseObject({ url: z.string().optional() }).optional().parse(projectSettings["backend"]);
  const given = [env["PULUMI_BACKEND_URL"], settings?.url].find((each) => each !== undefined && each !== "");
  if (given !== undefined) return { url: withoutSidecars(given), folder: localFolder(given) };
  const folder = path.join(root, ".launchgate", "state");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { url: withoutSidecars(pathToFileURL(folder).href), folder };
}

/**
 * The engine puts a file `<state>.attrs` beside every file of a folder backend, and writes it in place before it puts the state in its
 * place as a whole: a run that is killed in between leaves a sidecar that makes the whole state unreadable ("failed to load checkpoint:
 * EOF"). Nothing reads what is in it, so none is written. (L4; gocloud fileblob, `metadata=skip`)
 */
function withoutSidecars(url: string): string {
  if (!url.startsWith("file://") || /[?&]metadata=/.test(url)) return url;
  return `${url}${url.includes("?") ? "&" : "?"}metadata=skip`;
}

/** Removes sidecars of the project's states that an engine without our settings has left half written. */
export async function dropBrokenSidecars({ folder }: Backend, project: string): Promise<void> {
  if (folder === undefined) return;
  const states = path.join(folder, ".pulumi", "stacks", project);
  const names = await readdir(states).catch((): string[] => []);
  for (const sidecar of names.filter((name) => name.endsWith(".attrs")).map((name) => path.join(states, name))) {
    if (!isJson(await readFile(sidecar, "utf8"))) await rm(sidecar, { force: true });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The folder of a `file://` address with an absolute path; a home-relative one is left to the engine. */
function localFolder(url: string): string | undefined {
  return url.startsWith("file:///") ? fileURLToPath(new URL(url)) : undefined;
}

/** The state of a stack within a backend folder. */
export function stateFileIn(backend: Backend, project: string, stack: string): string | undefined {
  return backend.folder && path.join(backend.folder, ".pulumi", "stacks", project, `${stack}.json`);
}

const lockSchema = z.object({ pid: z.number(), username: z.string(), hostname: z.string(), timestamp: z.string() });

/** Locks of a stack in a backend folder. One that cannot be read is left out: the engine will name it. */
export async function locksIn(backend: Backend, project: string, stack: string): Promise<readonly StackLock[]> {
  if (backend.folder === undefined) return [];
  const folder = path.join(backend.folder, ".pulumi", "locks", "organization", project, stack);
  const names = await readdir(folder).catch((): string[] => []);
  const found = await Promise.all(names.filter((name) => name.endsWith(".json")).map((name) => readLock(folder, name)));
  return found.flatMap((each) => (each === undefined ? [] : [each]));
}

async function readLock(folder: string, name: string): Promise<StackLock | undefined> {
  try {
    const lock = lockSchema.parse(JSON.parse(await readFile(path.join(folder, name), "utf8")));
    return { user: lock.username, host: lock.hostname, pid: lock.pid, since: lock.timestamp };
  } catch {
    return undefined;
  }
}

import { readdir } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import semver from "semver";
import { readEnv } from "./child-env.ts";
import type { Environment } from "./child-env.ts";
import { ENGINE_ROOT_VARIABLE } from "./pins.ts";

/** Where an engine was found: the override variable, PATH, the official installer's folder in the home, or this program's own folder. */
export type EngineSource = "env" | "path" | "home" | "local";

/** A place where an engine may be. */
export interface Candidate {
  readonly path: string;
  readonly source: EngineSource;
}

/** Where to look. */
export interface SearchArea {
  /** Folder of the program (the one with Pulumi.yaml). */
  readonly root: string;
  readonly env: Environment;
  /** Home folder of the user. */
  readonly home: string;
}

/** Name of a command's file on this system. */
export function executableName(command: string): string {
  return process.platform === "win32" ? `${command}.exe` : command;
}

/** The program's own engine folder. It is git-ignored and may be deleted at any time. */
export function localEngineFolder(root: string): string {
  return join(root, ".launchgate", "engine");
}

/** Every file that `command` could mean on PATH, in order. Relative entries are left out: they depend on where one stands. */
export function onPath(command: string, env: Environment): readonly string[] {
  const folders = (readEnv(env, "PATH") ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return [...new Set(folders)].map((folder) => join(folder, executableName(command)));
}

/**
 * Places to look for the engine, best first. With the override variable set there is exactly one: who names an engine does not want
 * another one without noticing. (P1)
 */
export async function engineCandidates(area: SearchArea): Promise<readonly Candidate[]> {
  const name = executableName("pulumi");
  const override = area.env[ENGINE_ROOT_VARIABLE];
  if (override !== undefined && override !== "")
    return [{ path: resolve(area.root, override, "bin", name), source: "env" }];
  const inHome = [...(await installedVersions(area.home)), join(area.home, ".pulumi", "bin")];
  return unique([
    ...onPath("pulumi", area.env).map((path): Candidate => ({ path, source: "path" })),
    ...inHome.map((folder): Candidate => ({ path: join(folder, name), source: "home" })),
    { path: resolve(localEngineFolder(area.root), "bin", name), source: "local" },
  ]);
}

/** `bin` folders below ~/.pulumi/versions, newest version first. */
async function installedVersions(home: string): Promise<readonly string[]> {
  const versions = join(home, ".pulumi", "versions");
  const names = await readdir(versions).catch((): string[] => []);
  const valid = names.filter((name) => semver.valid(name) !== null);
  return semver.rsort(valid).map((name) => join(versions, name, "bin"));
}

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  const byPath = new Map<string, Candidate>();
  for (const candidate of candidates) if (!byPath.has(candidate.path)) byPath.set(candidate.path, candidate);
  return [...byPath.values()];
}

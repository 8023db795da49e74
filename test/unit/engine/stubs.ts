import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test as base } from "vitest";
import { ENGINE_VERSION } from "../../../packages/cli/src/engine/pins.ts";

/** A machine in a temporary folder: a program's root, a home, and one folder that is the whole PATH besides the system's. */
export interface Machine {
  readonly folder: string;
  readonly root: string;
  readonly home: string;
  readonly bin: string;
  readonly toolsFolder: string;
  /** PATH is `bin` and the system's folders, which hold neither pulumi nor go. */
  readonly env: Readonly<{ PATH: string; HOME: string }>;
}

/** `test` with a {@link Machine} of its own that is removed afterwards. */
export const test = base.extend<{ machine: Machine }>({
  machine: async ({}, use) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "launchgate-engine-")));
    const at = (name: string): string => join(folder, name);
    const [root, home, bin, toolsFolder] = [at("root"), at("home"), at("bin"), at("root/tools/engine")];
    for (const path of [root, home, bin, toolsFolder]) await mkdir(path, { recursive: true });
    await writeFile(join(toolsFolder, "go.mod"), "module example\n");
    await use({ folder, root, home, bin, toolsFolder, env: { PATH: `${bin}:/usr/bin:/bin`, HOME: home } });
    await rm(folder, { recursive: true, force: true });
  },
});

/** Writes an executable shell script, with its folders. */
export async function script(path: string, ...lines: readonly string[]): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(path, 0o755);
  return path;
}

/** Writes an executable that answers `pulumi version` with `version`. */
export function engine(path: string, version = `v${ENGINE_VERSION}`): Promise<string> {
  return script(path, `[ "$1" = version ] || exit 9`, `echo '${version}'`);
}

/** What a stub of the go command does in each of its uses; the defaults are a toolchain that works. */
export interface GoBehaviour {
  readonly version?: string;
  readonly pinned?: string;
  readonly list?: string;
  readonly build?: string;
}

/** Writes a `go` into the machine's PATH that logs its calls to `go.log` and "builds" an engine of the pinned version. */
export function goToolchain(machine: Machine, behaviour: GoBehaviour = {}): Promise<string> {
  const made = `printf '#!/bin/sh\\necho v${ENGINE_VERSION}\\n' > "$out" && chmod 755 "$out"`;
  return script(
    join(machine.bin, "go"),
    `echo "$PWD $*" >> '${join(machine.folder, "go.log")}'`,
    `case "$1 $3" in`,
    `"env "*) echo '${behaviour.version ?? "go1.26.8"}' ;;`,
    `"list -m") echo '${behaviour.pinned ?? `v${ENGINE_VERSION}`}' ;;`,
    `"list "*) ${behaviour.list ?? "echo fmt; echo os"} ;;`,
    `"build "*)`,
    `  while [ "$1" != -o ]; do shift; done; out=$2; mkdir -p "$(dirname "$out")"`,
    `  ${behaviour.build ?? made} ;;`,
    `esac`,
  );
}

/** Whether a process of this id runs. One that ended and was not yet collected by its parent counts as ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  return state !== "" && !state.startsWith("Z");
}

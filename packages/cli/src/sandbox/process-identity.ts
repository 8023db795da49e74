import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { entryFile } from "./detached.ts";

/** Whether a process of this id runs. One that ended and was not collected by its parent yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** State `Z` of Linux: ended, its entry still there. Other systems have no such file. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Whether the engine that a lock names runs still: a process that got its id since is another one. */
export function isEngineAlive(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === "" || command.includes("pulumi");
}

/**
 * Whether a process is the sandbox of this folder and not another one that got its id since: judged by its command line.
 * A process whose command line cannot be read is not.
 */
export function isSandboxProcess(pid: number, root: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command.includes(entryFile) && command.includes(root);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  }
}

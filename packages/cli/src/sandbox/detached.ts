import { spawn } from "node:child_process";
import { closeSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { LaunchgateError } from "@launchgate/core";
import type { Seed } from "@launchgate/sandbox";
import { childEnv } from "../engine/child-env.ts";
import { sandboxPlaces } from "./places.ts";

/** What the detached process is told to do. */
export interface StartOrder {
  readonly root: string;
  readonly seed: Seed;
  readonly portBase?: number | undefined;
  readonly apps?: boolean | undefined;
}

/** What it answers: that it serves, or why it cannot. */
export type StartAnswer =
  | { readonly serves: true }
  | { readonly serves: false; readonly code: string; readonly message: string; readonly fix: string };

/** File of the detached process; compiled packages hold it as JavaScript. */
export const entryFile = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "process-entry.ts" : "process-entry.js", import.meta.url),
);

/** Bytes from which a log is put aside at the next start. */
const logLimit = 2_000_000;
/** First line of each process in the log. */
const beginning = "a new process starts";
/** Lines of the log that are shown when a process ended by itself. */
const shownLines = 8;

/** Starts the sandbox as a process of its own and waits until it serves. It does not end with this command. */
export async function startDetached(order: StartOrder): Promise<void> {
  const { log } = sandboxPlaces(order.root);
  rotate(log);
  const output = openSync(log, "a", 0o600);
  writeSync(output, `${new Date().toISOString()} ${beginning}\n`);
  const child = spawn(process.execPath, [entryFile, order.root], {
    cwd: order.root,
    detached: true,
    env: childEnv(process.env),
    stdio: ["ignore", output, output, "ipc"],
    windowsHide: true,
  });
  closeSync(output);
  const answer = await new Promise<StartAnswer | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve(undefined));
    child.once("message", (message) => resolve(message as StartAnswer));
    child.send(order, (error) => {
      if (error) resolve(undefined);
    });
  });
  if (child.connected) child.disconnect();
  child.unref();
  if (answer?.serves === true) return;
  throw answer === undefined ? await endedAtStart(log) : notStarted(answer);
}

function notStarted({ code, message, fix }: Extract<StartAnswer, { serves: false }>): LaunchgateError {
  const other = "run `launchgate sandbox start --port-base <port>` with the first of six free ports";
  const better = code === "sandbox.port-in-use" ? `Stop that program, or ${other}.` : fix;
  return new LaunchgateError({ code, message, fix: better });
}

async function endedAtStart(log: string): Promise<LaunchgateError> {
  return new LaunchgateError({
    code: "sandbox.ended-at-start",
    message: `The sandbox ended before it served. Its last words:\n${await lastLines(log)}`,
    fix: `Mend what is named and run \`launchgate sandbox start\` again. The whole log: ${log}`,
    source: "tool",
  });
}

/** The end of what the last process wrote, each line indented; says so where there is nothing. */
export async function lastLines(log: string): Promise<string> {
  const text = await readFile(log, "utf8").catch(() => "");
  const last = text.split(beginning).at(-1) ?? "";
  const lines = last.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0
    ? "  (it wrote nothing)"
    : lines
        .slice(-shownLines)
        .map((line) => `  ${line}`)
        .join("\n");
}

function rotate(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimit) renameSync(log, `${log}.1`);
}

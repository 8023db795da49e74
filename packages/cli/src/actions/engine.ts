import { homedir } from "node:os";
import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { installEngine } from "../engine/install.ts";
import { isLocated, locateEngine, tellingReasons } from "../engine/locate.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject } from "../project.ts";

const installOptions = commonOptions.extend({ download: z.boolean().default(true), build: z.boolean().default(true) });

/** `launchgate engine status`: which engine would run, and why the other candidates would not; exit 2 where there is none. */
export const engineStatus: Action = async (given, host) => {
  readOptions(commonOptions, given);
  const { root } = await openProject(host.cwd);
  const found = await locateEngine({ root, env: process.env, home: homedir() });
  if (!isLocated(found)) {
    const reasons = tellingReasons(found.missing).map(({ message }) => `  ${message}`);
    const text = ["No engine.", ...reasons, "Fix: launchgate engine install"].join("\n");
    return { exitCode: exitCodes.invalidInput, data: { found: false, rejected: found.missing }, text };
  }
  const text = `pulumi ${found.version} (${found.source}): ${found.path}`;
  return { exitCode: exitCodes.done, data: { found: true, ...found }, text };
};

/** `launchgate engine install`: finds the engine, else downloads it, else builds it; says which way and why. */
export const engineInstall: Action = async (given, host) => {
  const { download, build } = readOptions(installOptions, given);
  const { root } = await openProject(host.cwd);
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once("SIGINT", stop);
  try {
    const result = await installEngine({
      root,
      allow: { download, build },
      onProgress: tellProgress(host),
      signal: abort.signal,
    });
    const text = `pulumi ${result.engine.version}: ${result.way}, ${result.why}\n${result.engine.path}`;
    return { exitCode: exitCodes.done, data: result, text };
  } finally {
    process.removeListener("SIGINT", stop);
  }
};

/** One line for each new step, and one every half minute within a step. */
function tellProgress(host: Host): (event: { phase: string; message: string; elapsedSeconds: number }) => void {
  let last = { phase: "", at: 0 };
  return ({ phase, message, elapsedSeconds }) => {
    if (phase === last.phase && elapsedSeconds - last.at < 30) return;
    last = { phase, at: elapsedSeconds };
    host.err(`${message} (${elapsedSeconds.toFixed(0)} s)\n`);
  };
}

import { existsSync } from "node:fs";
import { buildProvider } from "./helpers/plugin-build.ts";
import { engineFile } from "./helpers/plugin-files.ts";

/** Called by vitest before the tests of the check: builds GitHub's provider where the engine is there and the machine can. */
export async function setup(): Promise<void> {
  if (existsSync(engineFile)) await buildProvider((line) => void process.stderr.write(`${line}\n`));
}

import { basename, dirname } from "node:path";
import type { LocatedEngine } from "./locate.ts";

/**
 * The folder to give to `PulumiCommand.get({root})` of the Automation API, which looks for `<root>/bin/pulumi`; undefined when the
 * engine is not in a folder named `bin`. Then the folder of the engine must come first on PATH.
 */
export function automationRoot(engine: Pick<LocatedEngine, "path">): string | undefined {
  const folder = dirname(engine.path);
  return basename(folder) === "bin" ? dirname(folder) : undefined;
}

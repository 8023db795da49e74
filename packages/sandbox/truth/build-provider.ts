/**
 * Builds GitHub's own provider as a plugin of the engine: `node packages/sandbox/truth/build-provider.ts`. Progress goes to standard
 * error. Ends with 0 where the plugin is there and with 3 where this machine cannot build it; a compile error is 1.
 */
import { pathToFileURL } from "node:url";
import { buildProvider } from "./helpers/plugin-build.ts";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const built = await buildProvider((line) => void process.stderr.write(`${line}\n`));
  if (!built.ok) process.exitCode = 3;
}

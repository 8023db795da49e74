/** `node apps/shared/run.ts <application> [version] [behaviour]`: one application by itself, with the variables of this shell. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Application } from "./application.ts";

const [application = "bridge-api", version = "0.0.0", behaviour = "good"] = process.argv.slice(2);
const entry = join(import.meta.dirname, "..", application, "application.ts");
const { serve } = (await import(pathToFileURL(entry).href)) as { readonly serve: Application };
const environment = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);
const nowhere = (): void => undefined;
const running = await serve({
  ...{ environment, application, version, behaviour, now: () => Date.now(), count: nowhere, gauge: nowhere },
});
process.stderr.write(`http://127.0.0.1:${String(running.port)}\n`);
process.once("SIGINT", () => void running.close());

/**
 * Entry of the plugin `pulumi-resource-neon`: serves the provider and prints its port, which is how the engine finds it. The
 * engine's address is the last argument; without one the engine attaches (PULUMI_DEBUG_PROVIDERS=neon:<port>).
 */
import { serve } from "@launchgate/provider-kit/server";
import { NeonProvider } from "./provider.ts";
import { packageName } from "./version.ts";

/** How often to look whether the engine that started this process is still there, milliseconds. */
const parentCheckMilliseconds = 1000;

function endWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, parentCheckMilliseconds);
  timer.unref();
}

const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";
// A provider without its engine must not linger; an attached one belongs to whoever started it.
if (engineAddress !== "") endWithParent();
// Broken pipes and late rejections must not take down creations that are on their way.
process.on("unhandledRejection", (error) => {
  process.stderr.write(`neon: ${error instanceof Error ? error.message : String(error)}\n`);
});
const { port, server } = await serve(packageName, engineAddress, (log) => new NeonProvider(log));
process.on("SIGTERM", () => {
  server.forceShutdown();
  process.exit(0);
});
process.stdout.write(`${String(port)}\n`);

/**
 * Process of the practice plugin: serves every package on a port of its own and prints `{"github":4711,...}` as one line. Addresses
 * come as JSON in LAUNCHGATE_SANDBOX_URLS. It ends when its standard input closes, that is with whoever started it.
 */
import { wordsOf } from "../error-text.ts";
import { serve } from "@launchgate/provider-kit/server";
import { packageNames, practiceProvider, type SandboxUrls } from "./providers.ts";

const urls = JSON.parse(process.env["LAUNCHGATE_SANDBOX_URLS"] ?? "{}") as SandboxUrls;
const served = await Promise.all(
  packageNames.map(async (name) => [name, await serve(name, "", (log) => practiceProvider(name, urls, log))] as const),
);
process.on("unhandledRejection", (error) => {
  process.stderr.write(`practice plugin: ${wordsOf(error)}\n`);
});
process.stdin.resume();
process.stdin.once("close", () => {
  for (const [, { server }] of served) server.forceShutdown();
  process.exit(0);
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(served.map(([name, { port }]) => [name, port])))}\n`);

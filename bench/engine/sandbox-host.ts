/** The sandbox with the practice plugin: `node bench/engine/sandbox-host.ts <folder>`. Prints `{attach, token, url}`; `memory` on its input asks for its memory. */
import { createInterface } from "node:readline";
import { startSandbox } from "@launchgate/sandbox";
import { startPluginHost } from "@launchgate/sandbox/plugin";
import { seed } from "../../packages/sandbox/test/helpers/seed.ts";

const [folder = ""] = process.argv.slice(2);
const sandbox = await startSandbox({ folder, seed });
const plugin = await startPluginHost({ urls: sandbox.urls });
const say = (value: object): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);
say({ attach: plugin.attach, token: sandbox.tokens.github["pulumi"]?.token, url: sandbox.urls.github });
const lines = createInterface({ input: process.stdin });
lines.on("line", () => say({ megabytes: process.memoryUsage().rss / 2 ** 20 }));
lines.on("close", () => {
  void plugin.close().then(async () => {
    await sandbox.close();
    process.exit(0);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { LaunchgateError } from "@launchgate/core";
import type { SandboxUrls } from "./providers.ts";

/** A running practice plugin. */
export interface PluginHost {
  /** Value for `PULUMI_DEBUG_PROVIDERS`: `github:4711,vercel:4712,...`. */
  readonly attach: string;
  /** Ends the process. */
  close(): Promise<void>;
}

/**
 * Starts the practice plugin as one process that serves every package against the sandbox at `urls`. It ends with `close`, or by
 * itself when this process ends, however that happens.
 *
 * @throws LaunchgateError `sandbox.plugin-failed` with what it said
 */
export async function startPluginHost({ urls }: { readonly urls: SandboxUrls }): Promise<PluginHost> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("host-main.ts", import.meta.url))], {
    env: { PATH: process.env["PATH"] ?? "", LAUNCHGATE_SANDBOX_URLS: JSON.stringify(urls) },
    stdio: ["pipe", "pipe", "pipe"],
    // A signal of the terminal goes to the whole group: the engine must still be able to finish what is on its way.
    detached: true,
  });
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said.push(chunk);
    if (said.length > 50) said.shift();
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line").then(([line]) => String(line)), exited.then(() => undefined)]);
  if (first === undefined) throw pluginFailed(said.join(""));
  const ports = JSON.parse(first) as Readonly<Record<string, number>>;
  return {
    attach: Object.entries(ports)
      .map(([name, port]) => `${name}:${String(port)}`)
      .join(","),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}

function pluginFailed(said: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.plugin-failed",
    message: `The practice plugin did not start. ${said.trim()}`,
    fix: "Run `npm ci`, then try again.",
  });
}

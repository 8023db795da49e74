/**
 * The detached process of a sandbox: `node process-entry.ts <root>`. It gets its orders by the channel to the command that started it,
 * answers once whether it serves, and goes on without that command until SIGTERM or SIGINT. Where the command is gone before it serves
 * (Ctrl-C), nobody wants it any more, and it ends in order.
 */
import { LaunchgateError } from "@launchgate/core";
import type { StartAnswer, StartOrder } from "./detached.ts";
import { serveSandbox } from "./serve.ts";

const say = (text: string): void => void process.stdout.write(`${new Date().toISOString()} ${text}\n`);

const answer = (message: StartAnswer): void => {
  if (process.connected) process.send?.(message, () => undefined);
};

async function serve({ root, seed, portBase, apps }: StartOrder): Promise<void> {
  try {
    const served = await serveSandbox({ root, seed, portBase, apps });
    if (!process.connected) {
      await served.close();
      say("ends: the command that started it was stopped before it served");
      process.exit(0);
    }
    say(`serves ${served.connection.control}, process ${String(process.pid)}`);
    const stop = (signal: string): void => {
      say(`stops on ${signal}`);
      void served.close().then(() => process.exit(0));
    };
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop(signal));
    answer({ serves: true });
  } catch (error) {
    const known = error instanceof LaunchgateError ? error : undefined;
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (known) answer({ serves: false, code: known.code, message: known.message, fix: known.fix });
    process.exitCode = 1;
    process.disconnect();
  }
}

// A closed terminal is no reason to end.
process.on("SIGHUP", () => undefined);
process.once("message", (order: StartOrder) => void serve(order));

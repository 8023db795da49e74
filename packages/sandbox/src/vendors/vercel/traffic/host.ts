/** Process of one deployment: starts the application that it is told, and ends with the sandbox, however that ends. */
import { pathToFileURL } from "node:url";
import type { Application, RunningApplication } from "../../../../apps/shared/application.ts";
import { traceOf } from "../../../error-text.ts";
import type { ClockNote, FromHost, StartMessage, ToHost } from "./host-message.ts";
import { Reporter } from "./reporter.ts";

let clock: ClockNote = { mode: "running", value: 0 };
let running: RunningApplication | undefined;
let reporter: Reporter | undefined;

const now = (): number => (clock.mode === "paused" ? clock.value : Date.now() + clock.value);

process.on("message", (message: ToHost) => {
  if ("clock" in message) clock = message.clock;
  else if ("stop" in message) void stop();
  else void start(message.start).catch((error: unknown) => tell({ failed: traceOf(error) }));
});
// The pipe to the sandbox ends with it, also when it is killed.
process.on("disconnect", () => process.exit(0));

async function start(given: StartMessage): Promise<void> {
  clock = given.clock;
  const { serve } = (await import(pathToFileURL(given.entry).href)) as { readonly serve: Application };
  reporter = given.datadog === null ? undefined : new Reporter({ target: given.datadog, now });
  const { environment, application, version, behaviour } = given;
  const tags = { service: application, env: environment["STAGE"] ?? "unknown" };
  running = await serve({
    ...{ environment, application, version, behaviour, now },
    count: (metric, by) => reporter?.count(metric, { ...tags, version }, by),
    gauge: (metric, value) => reporter?.gauge(metric, tags, value),
  });
  tell({ port: running.port });
}

async function stop(): Promise<void> {
  await running?.close();
  await reporter?.close();
  process.exit(0);
}

function tell(message: FromHost): void {
  process.send?.(message);
}

import { exitCodes, vendorIds } from "@launchgate/core";
import { z } from "zod";
import type { Action, ActionResult } from "../command.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { openModel, openProject } from "../project.ts";
import { inspectSandbox, startSandboxProcess, stopSandboxProcess, type SandboxState } from "../sandbox/lifecycle.ts";
import type { LiveConnection } from "../sandbox/connection.ts";
import { sandboxPlaces } from "../sandbox/places.ts";
import { seedOfModel } from "../sandbox/seed-of-model.ts";
import { serveSandbox } from "../sandbox/serve.ts";
import { textTable } from "../table.ts";

const port = z.coerce.number({ error: "a port, 1024 to 65530" }).int().min(1024).max(65_530);
const startOptions = commonOptions.extend({
  foreground: z.boolean().default(false),
  portBase: port.optional(),
  apps: z.boolean().default(false),
});

/** `launchgate sandbox start`: makes sure that the sandbox of this folder runs, and says how to reach it. (D1) */
export const sandboxStart: Action = async (given, host) => {
  const { overlay, at, foreground, portBase, apps } = readOptions(startOptions, given);
  const { root } = await openProject(host.cwd);
  const seed = seedOfModel(await openModel(host.cwd, { overlay, at: at ?? host.now() }));
  if (foreground) return serveHere(host, { root, seed, portBase, apps });
  const report = await withProgress(host, "Starting the sandbox", startSandboxProcess(root, seed, { portBase, apps }));
  const { started, crashedBefore, ...live } = report;
  const head = started ? "The sandbox runs." : "The sandbox runs already.";
  const note =
    crashedBefore === undefined
      ? []
      : [`The one before (process ${String(crashedBefore)}) had ended by itself; its state is kept.`];
  const text = [styled(host, "green", head), ...note, ...describe(live, root, host)].join("\n");
  return { exitCode: exitCodes.done, data: { started, ...factsOf(live, root) }, text };
};

async function serveHere(host: Host, request: Parameters<typeof serveSandbox>[0]): Promise<ActionResult> {
  const served = await serveSandbox(request);
  const { control, urls } = served.connection;
  host.err(
    `The sandbox serves until Ctrl-C. Control: ${control}\n${vendorIds.map((id) => `  ${id} ${urls[id]}`).join("\n")}\n`,
  );
  await withInterrupts(
    host,
    (signal) => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())),
  );
  await served.close();
  return { exitCode: exitCodes.done, data: { served: true }, text: "The sandbox is stopped; its state is kept." };
}

/** `launchgate sandbox stop`: ends the process of this folder's sandbox; its state is kept. (D1) */
export const sandboxStop: Action = async (given, host) => {
  readOptions(commonOptions, given);
  const { root } = await openProject(host.cwd);
  const { before, pid, killed } = await withProgress(host, "Stopping the sandbox", stopSandboxProcess(root));
  const words: Readonly<Record<SandboxState["state"], string>> = {
    running: "The sandbox is stopped; its state is kept.",
    unresponsive: "The sandbox did not answer and is stopped; its state is kept.",
    crashed: "The sandbox did not run any more: it had ended by itself or was killed. Its state is kept.",
    stopped: "The sandbox does not run.",
  };
  const text = `${words[before]}${killed ? " It had to be killed; nothing is lost by that." : ""}`;
  return { exitCode: exitCodes.done, data: { stopped: pid !== undefined, before, killed, process: pid ?? null }, text };
};

/** `launchgate sandbox status`: whether it runs, where, its clock, requests and snapshots; exit 2 where it does not run. (D1) */
export const sandboxStatus: Action = async (given, host) => {
  readOptions(commonOptions, given);
  const { root } = await openProject(host.cwd);
  const found = await inspectSandbox(root);
  if (found.state === "running") {
    const text = [styled(host, "green", "The sandbox runs."), ...describe(found, root, host)].join("\n");
    return { exitCode: exitCodes.done, data: factsOf(found, root), text };
  }
  const lines: Readonly<Record<typeof found.state, readonly string[]>> = {
    stopped: ["The sandbox does not run.", "Fix: launchgate sandbox start"],
    unresponsive: [
      "The sandbox's process runs and does not answer.",
      "Fix: launchgate sandbox stop, then start: its state is kept.",
    ],
    crashed: [
      "The sandbox ended by itself or was killed. Its last words:",
      found.state === "crashed" ? found.lastWords : "",
      "Fix: launchgate sandbox start; its state is kept.",
    ],
  };
  const { log } = sandboxPlaces(root);
  return {
    exitCode: exitCodes.invalidInput,
    data: { running: false, ...found, log },
    text: lines[found.state].join("\n"),
  };
};

/** What `--json` tells of a running sandbox. Tokens stay in the connection file. */
function factsOf({ connection, status }: LiveConnection, root: string): Record<string, unknown> {
  const { log, connection: connectionFile } = sandboxPlaces(root);
  const { urls, control, pid, startedAt, caFile, tokens, apps = null } = connection;
  const { world, clock, requests, unrouted, refusedHosts, snapshots } = status;
  const holders = Object.keys(tokens.github);
  const activity = { world, clock, requests, unrouted, refusedHosts, snapshots };
  return {
    running: true,
    process: pid,
    startedAt,
    urls,
    control,
    caFile,
    connectionFile,
    log,
    holders,
    apps,
    ...activity,
  };
}

function describe({ connection, status }: LiveConnection, root: string, host: Host): string[] {
  const { log, connection: connectionFile } = sandboxPlaces(root);
  const { clock, requests, unrouted, snapshots } = status;
  const rows = [...vendorIds.map((id) => [id, connection.urls[id]]), ["control and proxy", connection.control]];
  const names = snapshots.map(({ name }) => name).join(", ");
  return [
    textTable(["vendor", "http and https on"], rows, host),
    `Tokens, by vendor and holder: ${connectionFile}`,
    `CA for https: ${connection.caFile}`,
    ...appLines(connection),
    `Log: ${log} (process ${String(connection.pid)})`,
    `Clock: ${clock.now}, ${clock.mode}`,
    `Requests: ${String(requests)}, of them without a route: ${String(unrouted)}`,
    `Snapshots: ${names === "" ? "none" : names}`,
    "Next: launchgate up --stack shared --target sandbox",
  ];
}

function appLines({ apps }: LiveConnection["connection"]): string[] {
  if (apps === undefined)
    return [
      "Applications: none, so that monitors have no data and page nobody for that: launchgate sandbox start --apps",
    ];
  const databases =
    apps.postgresPort === null ? `none: ${apps.noPostgres ?? ""}` : `127.0.0.1:${String(apps.postgresPort)}`;
  return [
    `Applications: http://<project>.localhost:${String(apps.trafficPort)}, once something is deployed: launchgate sandbox deploy`,
    `Databases: ${databases}`,
  ];
}

import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { sendTraffic, type TrafficReport } from "@launchgate/sandbox/traffic";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { requireApps } from "../sandbox/connection.ts";
import { openSandbox } from "../sandbox/running.ts";
import { textTable } from "../table.ts";

const mostMilliseconds = 600_000;

const trafficOptions = commonOptions.extend({
  project: z.string().min(1),
  application: z.enum(["web", "bridge-api"]).optional(),
  rps: z.coerce.number().min(1).max(500).default(20),
  for: durationOption.default(30_000),
  writes: z.coerce.number().min(0).max(1).default(0.2),
  visitors: z.coerce.number().int().min(1).max(10_000).default(100),
});

/** `launchgate sandbox traffic`: visitors and writes for one project, for a time; every acknowledged write is kept. (D1, B5) */
export const sandboxTraffic: Action = async (given, host) => {
  const asked = readOptions(trafficOptions, given);
  if (asked.for > mostMilliseconds) throw tooLong();
  const { root, connection } = await openSandbox(host);
  const { trafficPort: port } = requireApps(connection);
  const run = `run-${randomBytes(4).toString("hex")}`;
  const acknowledged = openList(path.join(root, ".launchgate/sandbox/traffic", `${run}.txt`));
  const traffic = withInterrupts(host, (signal) =>
    sendTraffic({
      ...{ port, host: `${asked.project}.localhost`, application: asked.application ?? applicationOf(asked.project) },
      ...{ perSecond: asked.rps, milliseconds: asked.for, writes: asked.writes, visitors: asked.visitors, run, signal },
      onAcknowledged: acknowledged.add,
    }),
  ).finally(acknowledged.close);
  const label = `${String(asked.rps)} requests a second for ${String(Math.round(asked.for / 1000))} s to ${asked.project}`;
  const report = await withProgress(host, label, traffic);
  const { file } = acknowledged;
  const text = `${table(report, host)}\nSent ${String(report.sent)}${report.held > 0 ? `, held back ${String(report.held)}` : ""}. Acknowledged writes: ${String(report.acknowledged)}, their ids: ${file}`;
  return { exitCode: exitCodes.done, data: { run, file, ...report }, text };
};

/** A list in a file, one id a line. Each is written at once, so that none is lost where the command is killed. */
function openList(file: string): { readonly file: string; add: (id: string) => void; close: () => void } {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, "wx");
  return { file, add: (id) => void writeSync(handle, `${id}\n`), close: () => closeSync(handle) };
}

/** `web-prod` is served by `web`. */
function applicationOf(project: string): "web" | "bridge-api" {
  if (project.startsWith("bridge-api")) return "bridge-api";
  if (project.startsWith("web")) return "web";
  throw new LaunchgateError({
    code: "option.invalid",
    message: `Not understood: which application serves "${project}"?`,
    fix: "Give --application web or --application bridge-api.",
  });
}

function table({ versions }: TrafficReport, host: Host): string {
  const rows = versions.map(({ version, requests, good, p50, p95 }) => [
    version === "" ? "(none told)" : version,
    ...[requests, requests - good, p50, p95].map(String),
  ]);
  return textTable(["version", "requests", "failed", "p50 ms", "p95 ms"], rows, host, { numbersFrom: 1 });
}

function tooLong(): LaunchgateError {
  return new LaunchgateError({
    code: "option.invalid",
    message: "Not understood: --for: at most ten minutes.",
    fix: "Load on a laptop is bounded: give a shorter time.",
  });
}

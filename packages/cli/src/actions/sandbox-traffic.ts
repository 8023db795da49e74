import { randomBytes } from "node:crypto";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { openProject } from "../project.ts";
import { requireRunning } from "../sandbox/lifecycle.ts";
import { runTraffic, type TrafficReport } from "../sandbox/traffic.ts";
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
  const { root } = await openProject(host.cwd);
  const { connection } = await requireRunning(root);
  if (connection.apps === undefined || asked.for > mostMilliseconds) throw refused(asked.for);
  const port = connection.apps.trafficPort;
  const run = `run-${randomBytes(4).toString("hex")}`;
  const file = path.join(root, ".launchgate/sandbox/traffic", `${run}.txt`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "");
  const waiting: string[] = [];
  const traffic = withInterrupts(host, (signal) =>
    runTraffic({
      ...{ port, host: `${asked.project}.localhost`, application: asked.application ?? applicationOf(asked.project) },
      ...{ perSecond: asked.rps, milliseconds: asked.for, writes: asked.writes, visitors: asked.visitors, run, signal },
      onAcknowledged: (clientId) => void waiting.push(clientId),
    }),
  );
  const label = `${String(asked.rps)} requests a second for ${String(Math.round(asked.for / 1000))} s to ${asked.project}`;
  const report = await withProgress(host, label, traffic);
  await appendFile(file, waiting.map((each) => `${each}\n`).join(""));
  const text = `${table(report, host)}\nSent ${String(report.sent)}${report.held > 0 ? `, held back ${String(report.held)}` : ""}. Acknowledged writes: ${String(report.acknowledged)}, their ids: ${file}`;
  return { exitCode: exitCodes.done, data: { run, file, ...report }, text };
};

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

function refused(milliseconds: number): LaunchgateError {
  if (milliseconds > mostMilliseconds) {
    return new LaunchgateError({
      code: "option.invalid",
      message: "Not understood: --for: at most ten minutes.",
      fix: "Load on a laptop is bounded: give a shorter time.",
    });
  }
  return new LaunchgateError({
    code: "sandbox.runs-without-apps",
    message: "The sandbox runs without databases and applications: nobody would answer.",
    fix: "Run `launchgate sandbox stop`, then `launchgate sandbox start --apps`: its state is kept.",
  });
}

/**
 * `node bench/sandbox/memory.ts <stage> ...`: memory of the practice ground with these stages up, each with both services: a project at Vercel with a
 * server that answers, one at Neon with a Postgres that is connected, and all monitors.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { createApiClient } from "@neondatabase/api-client";
import { makePlan } from "../../packages/sandbox/test/datadog/plan.ts";
import { ask } from "../../packages/sandbox/test/vercel-traffic/traffic-ask.ts";
import { deploy, newProject } from "../../packages/sandbox/test/vercel/releases.ts";
import type { Sandbox } from "@launchgate/sandbox";
import { tell } from "./ground.ts";

const stages = process.argv.slice(2);

/** Ids of a process and of all below it. */
function family(root: number): readonly number[] {
  const parents = readdirSync("/proc").flatMap((name): readonly (readonly [number, number])[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return [[Number(name), Number(parent)]];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
  const below = (id: number): readonly number[] => [
    id,
    ...parents.filter(([, parent]) => parent === id).flatMap(([child]) => below(child)),
  ];
  return below(root);
}

/** Megabytes of a process; what it shares with others is counted once, in parts. */
function share(id: number, root: number): { readonly kind: string; readonly megabytes: number } {
  const command = readFileSync(`/proc/${String(id)}/cmdline`, "utf8");
  const kind = id === root ? "sandbox" : command.includes("host.ts") ? "servers" : "postgres";
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(id)}/smaps_rollup`, "utf8")) ?? [];
  return { kind, megabytes: Number(kilobytes) / 1024 };
}

function measured(root: number): { readonly total: number; readonly [kind: string]: number } {
  const sums: { total: number; [kind: string]: number } = { total: 0 };
  for (const { kind, megabytes } of family(root).map((id) => share(id, root))) {
    sums[kind] = (sums[kind] ?? 0) + megabytes;
    sums.total += megabytes;
  }
  return sums;
}

/** The practice ground in a process of its own, by what the helpers of the tests need of it. */
async function start(folder: string): Promise<{ sandbox: Sandbox; trafficPort: number; host: ChildProcess }> {
  const host = spawn(process.execPath, [join(import.meta.dirname, "host.ts"), folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: host.stdout }), "line")) as [string];
  const told = JSON.parse(line) as Sandbox & { readonly trafficPort: number; readonly noPostgres?: string };
  if (told.noPostgres !== undefined) throw new Error(told.noPostgres);
  const passTo = async (advanceMilliseconds: number): Promise<void> => {
    const headers = { authorization: `Bearer ${told.adminToken}` };
    const body = JSON.stringify({ advanceMilliseconds });
    await fetch(`${told.control}/__sandbox/clock`, { method: "POST", headers, body });
  };
  const world = { clock: { now: () => 0 }, agenda: { passTo } };
  return { sandbox: { ...told, world } as unknown as Sandbox, trafficPort: told.trafficPort, host };
}

const folder = await mkdtemp(join(tmpdir(), "bench-sandbox-"));
const { sandbox, trafficPort, host } = await start(folder);
const empty = measured(host.pid ?? 0);
const apiKey = sandbox.tokens.neon["pulumi"]?.token ?? "";
const neon = createApiClient({ apiKey, baseURL: `${sandbox.urls.neon}/api/v2` });
const sessions: pg.Client[] = [];
for (const stage of stages) {
  await makePlan(sandbox, stage);
  for (const application of ["web", "bridge-api"]) {
    const name = `${application}-${stage}`;
    const made = (await neon.createProject({ project: { name } })).data;
    const session = new pg.Client({ connectionString: made.connection_uris[0]?.connection_uri ?? "" });
    await session.connect();
    await session.query("SELECT 1");
    sessions.push(session);
    await deploy(sandbox, await newProject(sandbox, name), { version: "1", application });
    const { status } = await ask({ traffic: { port: trafficPort } }, `${name}.localhost`);
    if (status !== 200) throw new Error(`${name}: status ${String(status)}`);
  }
}
const up = measured(host.pid ?? 0);
for (const session of sessions) await session.end();
const ended = once(host, "exit");
host.stdin?.end();
await ended;
await rm(folder, { recursive: true });
tell({ empty, up, stages: stages.length, servers: sessions.length });

/** `node test/vercel-traffic/bench.ts [seconds]`: requests per second through the router, beside the server asked directly. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHistogram } from "node:perf_hooks";
import { startSandbox } from "../../src/index.ts";
import { startDeployments } from "../../src/vendors/vercel/traffic/index.ts";
import { seed } from "../helpers/seed.ts";
import { send } from "../vercel/client.ts";
import { deploy, newProject } from "../vercel/releases.ts";

interface Load {
  readonly port: number;
  readonly host: string;
  readonly seconds: number;
}

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Connections of the load, each with one request at a time. */
const connections = 32;

if (process.send) process.once("message", (load: Load) => void run(load).then((figures) => process.send?.(figures)));
else await bench(Number(process.argv[2] ?? 5));

/** Asks as fast as it can, in a process of its own. */
async function run({ port, host, seconds }: Load): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = createHistogram();
  const end = performance.now() + seconds * 1000;
  let failed = 0;
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const began = performance.now();
      const outgoing = request({ host: "127.0.0.1", port, path: "/", agent, headers: { host } }, (answer) => {
        answer.resume().once("end", () => {
          times.record(Math.max(1, Math.round((performance.now() - began) * 1000)));
          if (answer.statusCode !== 200) failed += 1;
          resolve();
        });
      });
      outgoing.once("error", () => {
        failed += 1;
        resolve();
      });
      outgoing.end();
    });
  const client = async (): Promise<void> => {
    while (performance.now() < end) await one();
  };
  await Promise.all(Array.from({ length: connections }, client));
  const [p50, p99] = [times.percentile(50) / 1000, times.percentile(99) / 1000];
  return { perSecond: Math.round(times.count / seconds), p50, p99, failed };
}

async function bench(seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const sandbox = await startSandbox({ folder, seed });
  const traffic = await startDeployments({ world: sandbox.world });
  const project = await newProject(sandbox, "bench", 50, 100);
  await deploy(sandbox, project, { version: "1", application: "web" });
  const two = await deploy(sandbox, project, { version: "2", application: "web" });
  const { serve } = await import("../../apps/web/application.ts");
  const nothing = (): void => undefined;
  const about = { environment: {}, application: "web", version: "1", behaviour: "good" };
  const direct = await serve({ ...about, now: () => Date.now(), count: nothing, gauge: nothing });
  const host = "bench.localhost";
  const through = { port: traffic.port, host, seconds };
  await load("the server directly", { port: direct.port, host, seconds });
  await load("through the router", through);
  await send(sandbox, `POST /v1/projects/${project}/rolling-release/start`, { canaryDeploymentId: two });
  await load("with a rollout at 50 %", through);
  await direct.close();
  await traffic.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
}

async function load(what: string, given: Load): Promise<void> {
  const child = fork(import.meta.filename, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send(given);
  const [{ perSecond, p50, p99, failed }] = (await once(child, "message")) as [Figures];
  child.disconnect();
  const text = `${String(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${String(failed)} failed`;
  process.stderr.write(`${what.padEnd(24)} ${text}\n`);
}

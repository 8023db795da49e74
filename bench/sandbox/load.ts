/** Asks a server as fast as it can, in a process of its own: `fork`ed with a {@link Load}, it answers with {@link Figures}. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createHistogram } from "node:perf_hooks";

/** Whom to ask. */
export interface Load {
  readonly port: number;
  readonly host: string;
  readonly seconds: number;
}

/** What came of it. */
export interface Figures {
  /** Answered requests a second. */
  readonly perSecond: number;
  /** Milliseconds within which half of them were answered. */
  readonly p50: number;
  /** Milliseconds within which all but one of a hundred were. */
  readonly p99: number;
  /** Answers other than 200, and broken connections. */
  readonly failed: number;
}

/** Connections of the load, each with one request at a time. */
const connections = 32;

if (process.send) process.once("message", (load: Load) => void run(load).then((figures) => process.send?.(figures)));

/** Has a process of its own ask. */
export async function measure(load: Load): Promise<Figures> {
  const child = fork(import.meta.filename, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send(load);
  const [figures] = (await once(child, "message")) as [Figures];
  child.disconnect();
  return figures;
}

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

import { createInterface } from "node:readline";
import type { Watched } from "./system.ts";

/** Longest wait for a start, with replay of a long log, and for a stop: milliseconds of real time. */
const patience = { start: 120_000, stop: 20_000 };

/** How a start ended that did not succeed. */
export class ClusterFailure extends Error {
  /** What Postgres wrote last. */
  readonly log: readonly string[];

  constructor(log: readonly string[]) {
    super(`Postgres did not start: ${log.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? "it wrote nothing"}`);
    this.name = "ClusterFailure";
    this.log = log;
  }
}

/** Waits until a Postgres takes connections. @throws ClusterFailure */
export async function ready({ child, signal }: Watched): Promise<void> {
  const log: string[] = [];
  const timer = setTimeout(() => signal("QUIT"), patience.start);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => {
      reject(new ClusterFailure(log));
    });
    child.once("error", reject);
    if (child.stderr === null) throw new Error("Postgres was started without its log");
    createInterface(child.stderr).on("line", (line) => {
      log.push(line);
      if (log.length > 200) log.shift();
      if (line.includes("ready to accept connections")) resolve();
    });
  }).finally(() => {
    clearTimeout(timer);
  });
}

/** Ends a Postgres with its connections, its log whole. */
export async function ended({ child, signal }: Watched): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const timer = setTimeout(() => signal("QUIT"), patience.stop);
  signal("INT");
  await gone;
  clearTimeout(timer);
}

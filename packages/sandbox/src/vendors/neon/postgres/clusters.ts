import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Cluster } from "./cluster.ts";
import type { Installation } from "./installation.ts";
import { LogSamples } from "./log-samples.ts";

/** The clusters of a sandbox by number, and what their logs had reached when. */
export class Clusters {
  readonly #installation: Installation;
  readonly #clusters = new Map<number, Cluster>();
  readonly #samples = new Map<number, LogSamples>();

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** The cluster of a number, running or not. */
  get(number: number): Cluster {
    const folder = join(this.#installation.folder, String(number));
    const found = this.#clusters.get(number) ?? new Cluster(number, folder, this.#installation);
    this.#clusters.set(number, found);
    return found;
  }

  /** Those that run. */
  running(): Cluster[] {
    return [...this.#clusters.values()].filter((each) => each.isRunning);
  }

  /** Numbers of all that have a folder. */
  numbers(): number[] {
    const names = readdirSync(this.#installation.folder).filter((name) => /^\d+$/.test(name));
    return names.map(Number);
  }

  /** A number that none has, also where the sandbox was reset and forgot those that run. */
  nextNumber(): number {
    return Math.max(0, ...this.numbers(), ...this.#clusters.keys()) + 1;
  }

  /** Ends a cluster and removes its folder. */
  async remove(number: number): Promise<void> {
    const cluster = this.get(number);
    await cluster.stop();
    await rm(cluster.folder, { recursive: true, force: true });
    this.#clusters.delete(number);
    this.#samples.delete(number);
  }

  /** What the log of a cluster had reached when. */
  samplesOf(number: number): LogSamples {
    const found = this.#samples.get(number) ?? new LogSamples(this.get(number).folder);
    this.#samples.set(number, found);
    return found;
  }

  /** Notes how far the log of a running cluster has come. `at`: sandbox time of now. */
  async sample(cluster: Cluster, at: number): Promise<void> {
    const asked = "SELECT pg_current_wal_flush_lsn()::text AS lsn";
    const [found] = await cluster.query<{ lsn: string }>(asked);
    if (found) this.samplesOf(cluster.number).add({ at, lsn: found.lsn });
  }
}

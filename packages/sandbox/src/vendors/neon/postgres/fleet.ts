import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { HistoryPoint } from "../data-plane.ts";
import { Births } from "./births.ts";
import type { ClockLedger } from "./clock-ledger.ts";
import type { Cluster } from "./cluster.ts";
import { Clusters } from "./clusters.ts";
import { neededClusters } from "./garbage.ts";
import type { ClusterData, Histories } from "./histories.ts";
import type { Installation } from "./installation.ts";
import { placeOf } from "./log-samples.ts";
import { reconcile, setSettings } from "./reconcile.ts";
import { wantedOf } from "./wanted.ts";

/** Real milliseconds between two looks at how far the logs have come. */
const sampleEvery = 250;

/** Bytes that no log grows by between two looks. */
const furthestStep = 256n * 1024n * 1024n;

/** The databases of all branches: woken, stopped, put back. */
export class Fleet {
  readonly #world: World;
  readonly #histories: Histories;
  readonly #clusters: Clusters;
  readonly #births: Births;
  readonly #timer: NodeJS.Timeout;

  constructor(world: World, installation: Installation, histories: Histories, ledger: ClockLedger) {
    this.#world = world;
    this.#histories = histories;
    this.#clusters = new Clusters(installation);
    this.#births = new Births(world, installation, histories, ledger, this.#clusters);
    this.#timer = setInterval(() => void this.#sampleAll(), sampleEvery).unref();
  }

  /** Sockets of those that run. */
  sockets(): string[] {
    return this.#clusters.running().map(({ socket }) => socket);
  }

  /** Whether a branch's database runs. */
  isAwake(branch: string): boolean {
    return this.#running(branch) !== undefined;
  }

  /** Branches whose databases run. */
  awake(): string[] {
    const running = new Set(this.#clusters.running().map(({ number }) => number));
    return this.#histories.all().flatMap(({ data }) => (running.has(data.number) ? (data.branch ?? []) : []));
  }

  /** Starts the database of a branch, making it where there is none yet. */
  async wake(branch: string): Promise<Cluster> {
    const known = this.#histories.of(branch);
    if (known?.data.putBackTo === null && this.#clusters.get(known.data.number).isRunning)
      return this.#clusters.get(known.data.number);
    const row = known?.data.putBackTo === null ? known : await this.#births.make(branch);
    const cluster = this.#clusters.get(row.data.number);
    if (!cluster.isRunning) {
      this.#histories.change(row.key, { stoppedAt: null });
      await cluster.start();
    }
    // A setting that Postgres does not take failed the operation that brought it; it does not keep anybody out.
    await this.align(branch, () => undefined);
    return cluster;
  }

  /** Looks at the data of a point, in a cluster of its own that is gone afterwards; nothing where nothing was ever stored. */
  glance<T>(point: HistoryPoint, look: (cluster: Cluster) => Promise<T>): Promise<T | undefined> {
    return this.#births.glance(point, look);
  }

  /** Stops the database of a branch; ends its connections. */
  async stop(branch: string): Promise<void> {
    const row = this.#histories.of(branch);
    if (row) await this.#stop(row);
  }

  /** Brings the roles, databases and settings of a running database in line with the rows. */
  async align(branch: string, badSetting: (error: Error) => void = raise): Promise<void> {
    const [cluster, entity] = [this.#running(branch), this.#histories.branch(branch)];
    if (!cluster || !entity) return;
    const wanted = wantedOf(entity, this.#world);
    await reconcile(cluster, wanted);
    await setSettings(cluster, wanted.settings).catch(badSetting);
    await this.#clusters.sample(cluster, this.#world.clock.now());
  }

  /** Whether anybody runs a statement in a branch's database. */
  async isBusy(branch: string): Promise<boolean> {
    const cluster = this.#running(branch);
    if (!cluster) return false;
    const others = "backend_type = 'client backend' AND pid <> pg_backend_pid()";
    const active = `SELECT 1 FROM pg_stat_activity WHERE state <> 'idle' AND ${others}`;
    return (await cluster.query(active)).length > 0;
  }

  /**
   * Gives a branch the data of a point. What it has now goes to `preserved`, with its log, or to nobody. Where neither it nor
   * what it is put back to was ever used, it is made when it is used.
   */
  async restore(branch: string, point: HistoryPoint, preserved: string | undefined): Promise<void> {
    const before = this.#histories.of(branch);
    if (before) {
      await this.#stop(before);
      this.#histories.change(before.key, { branch: preserved ?? null });
    }
    if (before ?? this.#histories.sourceOf(point)) await this.#births.make(branch);
    await this.align(branch, () => undefined);
  }

  /** Stops everything after the world was put back; each database is put back too when it is used. */
  async stopAll(): Promise<void> {
    await Promise.all(this.#clusters.running().map((each) => each.stop()));
  }

  /** Place that a branch's log had reached at a moment, by the last look before it. */
  lsnAt(branch: string, at: number): string | undefined {
    const samples = this.#samplesOf(branch, at);
    return samples.map((each) => each.lsnAt(at)).find((lsn) => lsn !== undefined) ?? samples.at(-1)?.first;
  }

  /**
   * Moment at which a branch's log had reached a place, by the first look after it. Where no look has found it there yet: now,
   * or never for a place that is further off than a log comes between two looks.
   */
  momentOf(branch: string, lsn: string): number | undefined {
    const now = this.#world.clock.now();
    const samples = this.#samplesOf(branch, now).toReversed();
    const place = placeOf(lsn);
    if (samples.length === 0 || place === undefined) return undefined;
    const found = samples.map((each) => each.momentOf(lsn)).find((at) => at !== undefined);
    const head = placeOf(samples.at(-1)?.last ?? "0/0") ?? 0n;
    return found ?? (place - head > furthestStep ? Number.POSITIVE_INFINITY : now);
  }

  /** Ends and removes databases that nothing can reach any more, and folders that no database has. */
  async sweep(): Promise<void> {
    const needed = neededClusters(this.#world);
    const known = new Set(this.#histories.all().map(({ data }) => data.number));
    for (const { key, data } of this.#histories.all()) if (!needed.has(data.number)) this.#histories.drop(key);
    for (const number of this.#clusters.numbers()) if (!needed.has(number)) await this.#clusters.remove(number);
    const asleep = this.#clusters.running().filter(({ number }) => !known.has(number));
    await Promise.all(asleep.map((each) => each.stop()));
  }

  /** Stops all of them. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#histories.all().map((row) => this.#stop(row)));
    await this.stopAll();
  }

  async #stop({ key, data }: Entity<ClusterData>): Promise<void> {
    const cluster = this.#clusters.get(data.number);
    if (!cluster.isRunning) return;
    await this.#clusters.sample(cluster, this.#world.clock.now());
    await cluster.stop();
    this.#histories.change(key, { stoppedAt: Date.now() });
  }

  async #sampleAll(): Promise<void> {
    const at = this.#world.clock.now();
    for (const each of this.#clusters.running()) await this.#clusters.sample(each, at).catch(() => undefined);
  }

  #running(branch: string): Cluster | undefined {
    const row = this.#histories.of(branch);
    const cluster = row && this.#clusters.get(row.data.number);
    return cluster?.isRunning ? cluster : undefined;
  }

  #samplesOf(branch: string, at: number): ReturnType<Clusters["samplesOf"]>[] {
    const source = this.#histories.sourceOf({ branch, at });
    const chain = source ? this.#histories.chainOf(source.cluster) : [];
    return chain.map(({ number }) => this.#clusters.samplesOf(number));
  }
}

function raise(error: Error): never {
  throw error;
}

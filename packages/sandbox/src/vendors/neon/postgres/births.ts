import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { HistoryPoint } from "../data-plane.ts";
import type { BranchData } from "../tables/branch.ts";
import type { ClockLedger } from "./clock-ledger.ts";
import { presentDatabases } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import type { Clusters } from "./clusters.ts";
import type { ClusterData, Histories, Source } from "./histories.ts";
import type { Installation } from "./installation.ts";
import { materialise, type Log } from "./materialise.ts";
import { emptyTables } from "./databases.ts";
import { adopt } from "./reconcile.ts";
import { plantFound, wantedOf } from "./wanted.ts";

/** Makes the clusters of branches: empty ones, and ones of a point in the history of others. */
export class Births {
  readonly #world: World;
  readonly #installation: Installation;
  readonly #histories: Histories;
  readonly #ledger: ClockLedger;
  readonly #clusters: Clusters;

  constructor(world: World, installation: Installation, histories: Histories, ledger: ClockLedger, clusters: Clusters) {
    this.#world = world;
    this.#installation = installation;
    this.#histories = histories;
    this.#ledger = ledger;
    this.#clusters = clusters;
  }

  /** Makes the cluster of a branch, of its point or of what it had at a moment that the world was put back to; it then runs. @throws ClusterFailure */
  async make(branch: string): Promise<Entity<ClusterData>> {
    const entity = this.#histories.branch(branch);
    if (!entity) throw new Error(`there is no branch ${branch}`);
    const { point } = entity.data;
    const before = this.#histories.of(branch);
    const source = before ? { cluster: before, at: this.#world.clock.now() } : point && this.#histories.sourceOf(point);
    const row = this.#histories.add(entity, source?.cluster.data.number ?? null, this.#clusters.nextNumber());
    const cluster = this.#clusters.get(row.data.number);
    try {
      await materialise(cluster, this.#installation, source ? await this.#logOf(source) : undefined);
      await this.#noteTimeline(row, cluster);
      await this.#takeOver(entity, cluster);
      if (before) this.#histories.change(before.key, { branch: null });
      return row;
    } catch (error) {
      await cluster.stop();
      this.#histories.drop(row.key);
      throw error;
    }
  }

  /** Makes the cluster of a point for as long as it is looked at; nothing where nothing was ever stored. @throws ClusterFailure */
  async glance<T>(point: HistoryPoint, look: (cluster: Cluster) => Promise<T>): Promise<T | undefined> {
    const source = this.#histories.sourceOf(point);
    if (!source) return undefined;
    const cluster = this.#clusters.get(this.#clusters.nextNumber());
    try {
      await materialise(cluster, this.#installation, await this.#logOf(source));
      return await look(cluster);
    } finally {
      await this.#clusters.remove(cluster.number);
    }
  }

  /** Until a moment: the end of the log where its cluster was stopped before; a mark behind the moment where it runs. */
  async #logOf({ cluster: row, at, lsn }: Source): Promise<Log> {
    const folders = this.#histories.chainOf(row).map(({ number }) => this.#clusters.get(number).folder);
    const { timeline, stoppedAt, putBackTo } = row.data;
    const real = Math.min(this.#ledger.realOf(at), putBackTo ?? Number.POSITIVE_INFINITY);
    const cluster = this.#clusters.get(row.data.number);
    if (cluster.isRunning) await mark(cluster, real);
    if (lsn !== undefined) return { folders, timeline, until: { lsn } };
    const isWhole = !cluster.isRunning && stoppedAt !== null && stoppedAt <= real;
    return { folders, timeline, until: isWhole ? {} : { real } };
  }

  /** The first eight digits of a segment's name are Postgres' number of the way that the log takes from here. */
  async #noteTimeline({ key }: Entity<ClusterData>, cluster: Cluster): Promise<void> {
    const asked = "SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment";
    const [found] = await cluster.query<{ segment: string }>(asked);
    this.#histories.change(key, { timeline: Number.parseInt(found?.segment.slice(0, 8) ?? "1", 16) });
  }

  async #takeOver(branch: Entity<BranchData>, cluster: Cluster): Promise<void> {
    const wanted = wantedOf(branch, this.#world);
    const present = new Set((await presentDatabases(cluster)).map(({ name }) => name));
    const databases = wanted.databases.map(({ name }) => name).filter((name) => present.has(name));
    if (branch.data.init_source === "schema-only") await emptyTables(cluster, databases);
    plantFound(branch, await adopt(cluster, wanted), this.#world);
  }
}

/** Commits something behind a moment, so that a replay up to it finds where to stop. */
async function mark(cluster: Cluster, real: number): Promise<void> {
  while (Date.now() <= real) await new Promise((resolve) => setTimeout(resolve, 1));
  await cluster.query("SELECT pg_logical_emit_message(true, 'launchgate', 'mark')");
}

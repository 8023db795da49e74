import { plant } from "../../../resource-table/plant.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { HistoryPoint } from "../data-plane.ts";
import type { BranchData } from "../tables/branch.ts";

/** A real cluster as kept: whose data it has, and where its log begins. */
export interface ClusterData extends Data {
  /** Names its folder and its socket. */
  readonly number: number;
  /** Branch that has its data now; `null` for data that nobody can reach any more but other clusters' history. */
  readonly branch: string | null;
  /** Cluster that its log begins in. `null`: it began empty. */
  readonly origin: number | null;
  /** Postgres' own number of the way that its log took. */
  readonly timeline: number;
  /** Real time at which it was stopped last, milliseconds since 1970; `null` while it runs or after a crash. */
  readonly stoppedAt: number | null;
  /** Real time to which its data are to be put back before they are used again, because the world was. */
  readonly putBackTo: number | null;
}

/** Where data are to be taken from: a place in the log of a cluster. */
export interface Source {
  readonly cluster: Entity<ClusterData>;
  /** Sandbox time, unless a place of the log was asked for. */
  readonly at: number;
  readonly lsn?: string;
}

const row = { vendor: "neon", name: "cluster" } as const;
const collection = "neon.cluster";

/** Which clusters there are, whose data they have, and how they came from one another. */
export class Histories {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The cluster that has a branch's data, if it was ever used. */
  of(branch: string): Entity<ClusterData> | undefined {
    return this.all().findLast(({ data }) => data.branch === branch);
  }

  /** Every cluster, oldest first. */
  all(): Entity<ClusterData>[] {
    return this.#world.store.all<ClusterData>(collection);
  }

  /** Branch of an id, as it is now. */
  branch(id: string): Entity<BranchData> | undefined {
    return this.#world.store.all<BranchData>("neon.branch").find(({ data }) => data.id === id);
  }

  /** The cluster and place that hold a point of a branch's history; nothing for one in which nothing was ever stored. */
  sourceOf({ branch, at, lsn }: HistoryPoint): Source | undefined {
    const cluster = this.of(branch);
    if (cluster) return { cluster, at, ...(lsn === undefined ? {} : { lsn }) };
    const before = this.branch(branch)?.data.point;
    return before ? this.sourceOf({ ...before, at: Math.min(at, before.at) }) : undefined;
  }

  /** A cluster and all that its log came through, the nearest first. */
  chainOf(cluster: Entity<ClusterData>): ClusterData[] {
    const { origin } = cluster.data;
    const before = origin === null ? undefined : this.all().find(({ data }) => data.number === origin);
    return [cluster.data, ...(before ? this.chainOf(before) : [])];
  }

  /** Notes a new cluster of a branch, before it is made. */
  add(branch: Entity<BranchData>, origin: number | null, number: number): Entity<ClusterData> {
    const { store } = this.#world;
    return store.transact(() => {
      const fields = { origin, timeline: 1, stoppedAt: null, putBackTo: null };
      const key = plant(this.#world, row, branch.parent, { number, branch: branch.data.id, ...fields });
      return store.get<ClusterData>(key) as Entity<ClusterData>;
    });
  }

  /** Changes what is noted of a cluster. */
  change(key: string, fields: Partial<ClusterData>): void {
    const { store } = this.#world;
    const before = store.get<ClusterData>(key);
    if (before) store.transact(() => store.alter(before, before.updated, fields));
  }

  /** The world was put back to a moment of real time: so must be all data that branches have, before they are used. */
  putBack(real: number): void {
    for (const { key, data } of this.all()) if (data.branch !== null) this.change(key, { putBackTo: real });
  }

  /** Forgets a cluster that could not be made. */
  drop(key: string): void {
    this.#world.store.transact(() => this.#world.store.remove(key));
  }
}

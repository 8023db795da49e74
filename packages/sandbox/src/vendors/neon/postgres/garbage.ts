import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { HistoryPoint } from "../data-plane.ts";
import { everyTrashed } from "../trash.ts";
import type { ClusterData } from "./histories.ts";

type Pointing = Entity<Data & { readonly id: string; readonly point?: HistoryPoint | null }>;

/**
 * Numbers of the clusters that are still needed: those of branches that are there or can be recovered, those that branches not
 * yet used and snapshots begin in, those of snapshots of the whole world, and those that all these logs came through.
 */
export function neededClusters(world: World): ReadonlySet<number> {
  const trashed = everyTrashed(world);
  const every = (collection: string): Entity[] => [
    ...world.store.all(collection),
    ...trashed.filter(({ key }) => key.startsWith(`${collection}:`)),
  ];
  const clusters = [...(every("neon.cluster") as Entity<ClusterData>[]), ...keptInSnapshots(world)];
  const branches = every("neon.branch") as Pointing[];
  const holders = [...branches, ...(every("neon.snapshot") as Pointing[])];
  const named = new Set([...branches.map(({ data }) => data.id), ...holders.map(({ data }) => data.point?.branch)]);
  const needed = new Set<number>();
  const need = ({ data }: Entity<ClusterData>): void => {
    if (needed.has(data.number)) return;
    needed.add(data.number);
    for (const each of clusters) if (each.data.number === data.origin) need(each);
  };
  for (const each of keptInSnapshots(world)) need(each);
  for (const each of clusters) if (each.data.branch !== null && named.has(each.data.branch)) need(each);
  return needed;
}

/** Clusters that the world can be put back to having. */
function keptInSnapshots({ store }: World): Entity<ClusterData>[] {
  const rows = store.database.prepare("SELECT body FROM snapshot_rows WHERE key LIKE 'neon.cluster:%'").all();
  return rows.map(({ body }) => JSON.parse(String(body)) as Entity<ClusterData>);
}

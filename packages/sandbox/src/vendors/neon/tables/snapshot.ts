import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import type { HistoryPoint } from "../data-plane.ts";
import { startOperation } from "../operation-log.ts";
import { compact, iso, newId } from "../wire.ts";
import { project } from "./project.ts";

/** A snapshot as kept. */
export interface SnapshotData extends Data {
  readonly id: string;
  readonly name?: string;
  readonly source_branch_id: string;
  readonly lsn: string;
  /** Sandbox time at which it goes, milliseconds since 1970. */
  readonly expires: number | null;
  readonly manual: boolean;
  readonly point: HistoryPoint;
}

const all = "/projects/{project_id}/snapshots";

/** The state of a root branch at a moment, kept beyond the history window (B7). Made by an act on the branch or its schedule. */
export const snapshot = resource<SnapshotData>({
  vendor: "neon",
  name: "snapshot",
  source: `public-v2 specification ${all}`,
  parent: project,
  identity: { snapshot_id: "id" },
  operations: {
    list: `GET ${all} -> 200`,
    update: `PATCH ${all}/{snapshot_id} -> 200`,
    remove: `DELETE ${all}/{snapshot_id} -> 202`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "snapshot", many: "snapshots" },
  input: z.object({ name: z.string().min(1).max(256).optional() }),
  computed: (data, { world }) => {
    const own = newId(world, "snapshot", "snap-");
    return { id: own, name: data.name ?? own };
  },
  removing: ({ parent, data }, call) => {
    startOperation(call, parent ?? "", "delete_timeline", { branch: data.source_branch_id });
  },
  view: (entity, call) => withBeside(snapshotView(entity), call),
});

/** A snapshot as answers show it. Its size is that of the data, which the control plane does not know. */
export function snapshotView({ data, created }: Entity<SnapshotData>): Data {
  const { id, name, lsn, source_branch_id, expires, manual, point } = data;
  return compact({
    ...{ id, name, lsn, source_branch_id, manual },
    timestamp: iso(point.at),
    created_at: iso(created),
    expires_at: expires === null ? null : iso(expires),
  });
}

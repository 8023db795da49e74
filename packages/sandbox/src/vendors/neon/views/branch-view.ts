import type { Call } from "../../../http/message.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import type { BranchData } from "../tables/branch.ts";
import { compact, iso, times } from "../wire.ts";

/** A branch as answers show it. */
export function branchView(entity: Entity<BranchData>, { world }: Call): Data {
  const { data, parent } = entity;
  const moment = (text: string | null): string | null => (text === null ? null : iso(Date.parse(text)));
  return compact({
    ...omit(data, "annotation", "archived", "init_source"),
    project_id: world.store.get(parent ?? "")?.data["id"],
    parent_timestamp: moment(data.parent_timestamp),
    expires_at: moment(data.expires_at),
    ...(data.parent_id === null ? {} : { init_source: data.init_source }),
    primary: data.default,
    current_state: data.archived ? "archived" : "ready",
    state_changed_at: iso(entity.created),
    creation_source: "console",
    logical_size: 0,
    cpu_used_sec: 0,
    compute_time_seconds: 0,
    active_time_seconds: 0,
    written_data_bytes: 0,
    data_transfer_bytes: 0,
    ...times(entity),
  });
}

/** What the client noted at a branch. Source: specification, schema `AnnotationData`. */
export function annotationOf(entity: Entity<BranchData>): Data {
  return {
    object: { type: "console/branch", id: entity.data.id },
    value: entity.data.annotation,
    ...times(entity),
  };
}

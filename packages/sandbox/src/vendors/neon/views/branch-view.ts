import type { Call } from "../../../http/message.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { isBeingMade } from "../operation-log.ts";
import type { BranchData } from "../tables/branch.ts";
import { compact, iso, times } from "../wire.ts";

/** A branch as answers show it. */
export function branchView(entity: Entity<BranchData>, call: Call): Data {
  const { data, parent } = entity;
  const { world } = call;
  const moment = (text: string | null): string | null => (text === null ? null : iso(Date.parse(text)));
  return compact({
    ...omit(data, "annotation", "archived", "point", "wasRoot"),
    project_id: world.store.get(parent ?? "")?.data["id"],
    parent_timestamp: moment(data.parent_timestamp),
    expires_at: moment(data.expires_at),
    primary: data.default,
    current_state: stateOf(entity, call),
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

/** Source: specification, schema `BranchState`. */
function stateOf({ data, parent }: Entity<BranchData>, call: Call): string {
  if (isBeingMade(parent ?? "", data.id, call)) return data.last_reset_at === null ? "init" : "resetting";
  return data.archived ? "archived" : "ready";
}

/** What the client noted at a branch. Source: specification, schema `AnnotationData`. */
export function annotationOf(entity: Entity<BranchData>): Data {
  return {
    object: { type: "console/branch", id: entity.data.id },
    value: entity.data.annotation,
    ...times(entity),
  };
}

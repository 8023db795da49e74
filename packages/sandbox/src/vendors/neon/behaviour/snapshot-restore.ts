import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Entity } from "../../../world/entity.ts";
import { besideOf } from "../beside.ts";
import { dataPlaneOf } from "../data-plane.ts";
import { startOperation } from "../operation-log.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { endpoint, type EndpointData } from "../tables/endpoint.ts";
import { id, name } from "../tables/fields.ts";
import { project } from "../tables/project.ts";
import { snapshot } from "../tables/snapshot.ts";
import { computesOf } from "../trash.ts";
import { iso } from "../wire.ts";
import { inherit } from "./inherit.ts";

const fields = z.object({
  name: name.optional(),
  target_branch_id: id.optional(),
  finalize_restore: z.boolean().optional(),
});

/** Makes a root branch of a snapshot, and at once puts it in the place of another where that is asked for. */
export function restoreSnapshot(call: Call): Answer {
  const kept = locate(snapshot, call);
  askGuards(snapshot, kept, call, "update");
  const result = validate(fields, call.request.body);
  if (!result.ok) throw invalid("snapshot", ...result.problems);
  const given = result.fields as z.infer<typeof fields>;
  const owner = locate(project, call);
  const all = siblings(branch, call, owner);
  const target = given.target_branch_id ?? kept.data.source_branch_id;
  if (!all.some(({ data }) => data.id === target)) throw missing("branch", target);
  const as = given.name ?? call.request.query.get("name") ?? `${kept.data.name ?? "snapshot"}_${iso(call.now)}`;
  const { point } = kept.data;
  const origin = { parent_id: null, point, restored_from: kept.data.id, restored_as: target };
  const made = make(branch, { name: as, ...origin }, call, owner);
  inherit(
    all.find(({ data }) => data.id === point.branch),
    made,
    point.at,
    call,
  );
  startOperation(call, owner.key, "create_branch", { branch: made.data.id });
  const final = given.finalize_restore === true ? takeOver(made, undefined, call) : made;
  const view = viewOf(branch)(final, call);
  return { status: 200, body: { branch: view, endpoints: computeViews(final, call), ...besideOf(view) } };
}

/** Puts a branch made of a snapshot in the place of the branch that it was made to replace. */
export function finalizeRestore(call: Call): Answer {
  const made = locate(branch, call);
  askGuards(branch, made, call, "update");
  const result = validate(z.object({ name: name.optional() }), call.request.body);
  if (!result.ok) throw invalid("branch", ...result.problems);
  const final = takeOver(made, result.fields["name"] as string | undefined, call);
  return { status: 200, body: besideOf(viewOf(branch)(final, call)) };
}

/** Computes, name, protection and being the default go over; the other is renamed and keeps its own id. */
function takeOver(made: Entity<BranchData>, oldName: string | undefined, call: Call): Entity<BranchData> {
  const { world } = call;
  const other = world.store
    .children<BranchData>("neon.branch", made.parent)
    .find(({ data }) => data.id === made.data.restored_as);
  if (made.data.restored_from === null || !other) {
    throw refuseWith(422, {
      code: "",
      message: "the branch was not restored from a snapshot, or has replaced its target",
    });
  }
  const { name: known = other.data.id, default: isDefault, protected: isProtected } = other.data;
  amend(branch, other, { name: oldName ?? `${known} (old)`, default: false, protected: false }, call);
  for (const compute of computesOf(other, world) as Entity<EndpointData>[]) {
    amend(endpoint, compute, { branch_id: made.data.id }, call);
    const subject = { branch: made.data.id, endpoint: compute.data.id };
    const operation = startOperation(call, made.parent ?? "", "start_compute", subject);
    dataPlaneOf(world)?.switched(other.data.id, false, operation);
  }
  const place = { name: known, default: isDefault, protected: isProtected, restored_as: null };
  return amend(branch, made, place, call);
}

function computeViews(of: Entity<BranchData>, call: Call): readonly unknown[] {
  return (computesOf(of, call.world) as Entity<EndpointData>[]).map((each) => viewOf(endpoint)(each, call));
}

import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Entity } from "../../../world/entity.ts";
import { besideOf } from "../beside.ts";
import { lsnAt, momentOf } from "../lsn.ts";
import { startOperation, showOperations } from "../operation-log.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { momentProblems } from "../tables/branch-rules.ts";
import { id, moment, name } from "../tables/fields.ts";
import { project } from "../tables/project.ts";
import { iso } from "../wire.ts";

const one = "/projects/{project_id}/branches/{branch_id}";

const restoreFields = z.object({
  source_branch_id: id,
  source_lsn: z.string().optional(),
  source_timestamp: moment.optional(),
  preserve_under_name: name.optional(),
});

/** Acts on branches: restoring, making one the default. */
export const branchRoutes: readonly Route[] = [
  {
    method: "POST",
    template: `${one}/restore`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/restore; facts/endpoints.md section 5`,
    run: restore,
  },
  {
    method: "POST",
    template: `${one}/set_as_default`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/set_as_default`,
    run(call) {
      const before = locate(branch, call);
      askGuards(branch, before, call, "update");
      const others = siblings(branch, call, locate(project, call)).filter(({ data }) => data.default);
      for (const other of others) amend(branch, other, { default: false }, call);
      showOperations(call);
      return answer(amend(branch, locate(branch, call), { default: true, expires_at: null }, call), call);
    },
  },
  {
    method: "GET",
    template: "/projects/{project_id}/branches/count",
    scope: "read",
    statuses: [200],
    source: "public-v2 specification /projects/{project_id}/branches/count",
    run: (call) => ({ status: 200, body: { count: siblings(branch, call, locate(project, call)).length } }),
  },
];

/**
 * Puts a branch back: it keeps id, name and computes; its old state lives on as a new branch, which becomes its parent, and
 * which its children move under.
 */
function restore(call: Call): Answer {
  const before = locate(branch, call);
  askGuards(branch, before, call, "update");
  const result = validate(restoreFields, call.request.body);
  if (!result.ok) throw invalid("branch", ...result.problems);
  const given = result.fields as z.infer<typeof restoreFields>;
  const owner = locate(project, call);
  const all = siblings(branch, call, owner);
  if (!all.some(({ data }) => data.id === given.source_branch_id)) throw missing("branch", given.source_branch_id);
  const at = momentAsked(given, owner.created);
  const children = all.filter(({ data }) => data.parent_id === before.data.id);
  const self = given.source_branch_id === before.data.id;
  refuse([
    ...(self && at === undefined ? ["source_lsn or source_timestamp is required to restore a branch to itself"] : []),
    ...((self || children.length > 0) && given.preserve_under_name === undefined
      ? ["preserve_under_name is required"]
      : []),
    ...(at === undefined ? [] : momentProblems(at, owner, call.now)),
  ]);
  const kept = given.preserve_under_name === undefined ? undefined : preserve(before, given.preserve_under_name, call);
  for (const child of kept ? children : []) amend(branch, child, { parent_id: kept?.data.id }, call);
  const from = at ?? call.now;
  const lineage = {
    parent_id: kept?.data.id ?? given.source_branch_id,
    parent_lsn: given.source_lsn ?? lsnAt(owner.created, from),
    parent_timestamp: iso(from),
    last_reset_at: iso(call.now),
  };
  startOperation(call, owner.key, "create_branch", { branch: before.data.id });
  return answer(amend(branch, before, lineage, call), call);
}

function momentAsked(given: z.infer<typeof restoreFields>, origin: number): number | undefined {
  const { source_lsn: lsn, source_timestamp: time } = given;
  if (lsn !== undefined && time !== undefined) refuse(["only one of source_lsn and source_timestamp can be set"]);
  if (time !== undefined) return Date.parse(time);
  if (lsn === undefined) return undefined;
  const at = momentOf(origin, lsn);
  if (at === undefined) refuse(["source_lsn is not a valid LSN"]);
  return at;
}

/** The old state of a branch as a branch of its own, where the branch was in the tree. */
function preserve({ parent, data }: Entity<BranchData>, as: string, call: Call): Entity<BranchData> {
  const { parent_id, parent_lsn, parent_timestamp } = data;
  const owner = call.world.store.get(parent ?? "");
  return amend(branch, make(branch, { name: as, parent_id }, call, owner), { parent_lsn, parent_timestamp }, call);
}

function refuse(messages: readonly string[]): void {
  if (messages.length > 0) throw refuseWith(400, { code: "", message: messages.join("; ") });
}

function answer(entity: Entity<BranchData>, call: Call): Answer {
  const view = viewOf(branch)(entity, call);
  return { status: 200, body: { branch: view, ...besideOf(view) } };
}

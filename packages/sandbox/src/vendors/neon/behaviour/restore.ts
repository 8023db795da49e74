import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing, refuseWith } from "../../../http/refusal.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { besideOf } from "../beside.ts";
import { dataPlaneOf, type HistoryPoint } from "../data-plane.ts";
import { lsnOf, momentOfLsn } from "../history.ts";
import { startOperation } from "../operation-log.ts";
import { branch, type BranchData } from "../tables/branch.ts";
import { momentProblems } from "../tables/branch-rules.ts";
import { id, moment, name } from "../tables/fields.ts";
import { project, type ProjectData } from "../tables/project.ts";
import { iso } from "../wire.ts";
import { forgetSince, inherit } from "./inherit.ts";

const fields = z.object({
  source_branch_id: id,
  source_lsn: z.string().optional(),
  source_timestamp: moment.optional(),
  preserve_under_name: name.optional(),
});

type Fields = z.infer<typeof fields>;

/** A restore that is allowed: from where, to where. */
interface Restore {
  readonly target: Entity<BranchData>;
  readonly source: Entity<BranchData>;
  readonly owner: Entity<ProjectData>;
  readonly isSelf: boolean;
  readonly at: number;
  readonly lsn?: string;
  readonly preserveAs?: string;
}

/**
 * Puts a branch back: it keeps id, name and computes; its old state may live on as a new branch, which its children move
 * under. A restored root stays a root, and so does the branch that has its old state; of a branch that has a parent the
 * old state becomes the parent. Source: specification, `BranchRestoreRequest`; Neon docs, "Instant restore" (2025-11-27).
 */
export function restore(call: Call): Answer {
  const asked = restoreAsked(call);
  const { target, source, owner, isSelf, at, lsn, preserveAs } = asked;
  const isRoot = target.data.parent_id === null;
  const kept = preserveAs === undefined ? undefined : preserve(asked, preserveAs, call);
  const children = siblings(branch, call, owner).filter(({ data }) => data.parent_id === target.data.id);
  for (const child of children) amend(branch, child, { parent_id: kept?.data.id }, call);
  if (kept) followHistory(target, kept, owner, call);
  forgetSince(target, isSelf ? at : 0, call);
  if (!isSelf) inherit(source, target, at, call);
  const history = isSelf ? (kept?.data.id ?? target.data.id) : source.data.id;
  const point: HistoryPoint = { branch: history, at, ...(lsn === undefined ? {} : { lsn }) };
  const parent = {
    parent_id: kept?.data.id ?? source.data.id,
    parent_lsn: lsn ?? lsnOf(call.world, owner, source.data.id, at),
    parent_timestamp: iso(at),
  };
  const lineage = isRoot ? { parent_id: null, parent_lsn: null, parent_timestamp: null } : parent;
  const operation = startOperation(call, owner.key, "create_branch", { branch: target.data.id });
  const restored = amend(branch, target, { ...lineage, point, last_reset_at: iso(call.now) }, call);
  dataPlaneOf(call.world)?.restored(target.data.id, point, kept?.data.id, operation);
  const view = viewOf(branch)(restored, call);
  return { status: 200, body: { branch: view, ...besideOf(view) } };
}

/** Whatever began, or is kept, at a place of the old history finds it with the branch that has it now. */
function followHistory(
  from: Entity<BranchData>,
  to: Entity<BranchData>,
  owner: Entity,
  { world: { store } }: Call,
): void {
  for (const collection of ["neon.branch", "neon.snapshot"]) {
    const all = store.children<Data & { point: HistoryPoint | null }>(collection, owner.key);
    for (const each of all) {
      const { point } = each.data;
      if (point?.branch === from.data.id) store.alter(each, each.updated, { point: { ...point, branch: to.data.id } });
    }
  }
}

/** Reads a request to restore and says all that is wrong with it. Statuses and words of the refusals are [unverified]. */
function restoreAsked(call: Call): Restore {
  const target = locate(branch, call);
  askGuards(branch, target, call, "update");
  const result = validate(fields, call.request.body);
  if (!result.ok) throw invalid("branch", ...result.problems);
  const given = result.fields as Fields;
  const owner = locate(project, call);
  const all = siblings(branch, call, owner);
  const source = all.find(({ data }) => data.id === given.source_branch_id);
  if (!source) throw missing("branch", given.source_branch_id);
  const isSelf = source.key === target.key;
  const hasChildren = all.some(({ data }) => data.parent_id === target.data.id);
  const asked = momentAsked(given, owner, call);
  const preserveAs = given.preserve_under_name;
  refuse([
    ...(isSelf ? selfProblems(target.data, asked) : []),
    ...((isSelf || hasChildren) && preserveAs === undefined ? ["preserve_under_name is required"] : []),
    ...(asked === undefined ? [] : momentProblems(asked, owner, call.now)),
  ]);
  const lsn = given.source_lsn;
  return {
    ...{ target, source, owner, isSelf, at: asked ?? call.now },
    ...(lsn === undefined ? {} : { lsn }),
    ...(preserveAs === undefined ? {} : { preserveAs }),
  };
}

/** Only roots go back in their own history, and not those made of a snapshot. Source: Neon docs, "Backup & restore" (2026-04-17). */
function selfProblems({ parent_id, restored_from }: BranchData, asked: number | undefined): string[] {
  return [
    ...(asked === undefined ? ["source_lsn or source_timestamp is required to restore a branch to itself"] : []),
    ...(parent_id === null ? [] : ["restoring a branch to its own history is only supported for root branches"]),
    ...(restored_from === null ? [] : ["restore from snapshot on target branch is still ongoing"]),
  ];
}

function momentAsked(given: Fields, owner: Entity<ProjectData>, call: Call): number | undefined {
  const { source_branch_id: source, source_lsn: lsn, source_timestamp: time } = given;
  if (lsn !== undefined && time !== undefined) refuse(["only one of source_lsn and source_timestamp can be set"]);
  if (time !== undefined) return Date.parse(time);
  if (lsn === undefined) return undefined;
  const at = momentOfLsn(call, owner, source, lsn);
  if (at === undefined) refuse(["source_lsn is not a valid LSN"]);
  return at;
}

/** The old state of a branch as a branch of its own, in the place where the branch was in the tree. */
function preserve({ target, isSelf, owner }: Restore, as: string, call: Call): Entity<BranchData> {
  const { parent_id, parent_lsn, parent_timestamp, point } = target.data;
  const wasRoot = parent_id === null && (target.data.wasRoot || !isSelf);
  const made = make(branch, { name: as, parent_id, point }, call, owner);
  inherit(target, made, call.now, call);
  return amend(branch, made, { parent_lsn, parent_timestamp, wasRoot }, call);
}

function refuse(messages: readonly string[]): void {
  if (messages.length > 0) throw refuseWith(400, { code: "", message: messages.join("; ") });
}

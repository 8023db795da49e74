import type { Call } from "../../../http/message.ts";
import { missing, refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import type { Entity } from "../../../world/entity.ts";
import { momentOfLsn } from "../history.ts";
import type { BranchData } from "./branch.ts";
import { refuseWithoutFeature } from "./plan-rules.ts";
import type { ProjectData } from "./project.ts";

/** Longest life of a branch that expires, milliseconds: 30 days. Source: Neon docs, "Branch expiration". */
const longestLife = 30 * 86_400_000;

/** Rules of a branch. Codes of refusals but `BRANCH_ALREADY_EXISTS` are [unverified]. */
export function branchProblems(
  data: BranchData,
  call: Call,
  before: Entity<BranchData> | undefined,
  parent: Entity | undefined,
): FieldProblem[] {
  const owner = parent as Entity<ProjectData>;
  const others = call.world.store
    .children<BranchData>("neon.branch", owner.key)
    .filter(({ key }) => key !== before?.key);
  if (data.name !== undefined && others.some((other) => other.data.name === data.name)) {
    const message = `branch with the provided name "${data.name}" already exists`;
    throw refuseWith(409, { code: "BRANCH_ALREADY_EXISTS", message });
  }
  if (data.protected && before?.data.protected !== true) {
    refuseWithoutFeature(call.world, "neon-protected-branches", "branch protection");
  }
  const lineage = before ? [] : lineageProblems(data, others, owner, call);
  return [...lineage, ...expiryProblems(data, before, others, call)];
}

function lineageProblems(
  data: BranchData,
  others: readonly Entity<BranchData>[],
  owner: Entity<ProjectData>,
  { world, now }: Call,
): FieldProblem[] {
  const { parent_id, parent_lsn, parent_timestamp } = data;
  if (parent_id !== null && !others.some((other) => other.data.id === parent_id))
    throw missing("parent branch", parent_id);
  const problem = (field: string, message: string): FieldProblem => ({ path: [field], code: "custom", message });
  if (parent_lsn !== null && parent_timestamp !== null) {
    return [problem("parent_lsn", "only one of parent_lsn and parent_timestamp can be set")];
  }
  const field = parent_lsn === null ? "parent_timestamp" : "parent_lsn";
  const at =
    parent_lsn === null
      ? Date.parse(parent_timestamp ?? "")
      : momentOfLsn({ world, now }, owner, parent_id ?? "", parent_lsn);
  if (parent_lsn === null && parent_timestamp === null) return [];
  return at === undefined
    ? [problem(field, `${field} is not a valid LSN`)]
    : momentProblems(at, owner, now).map((message) => problem(field, message));
}

/** What is wrong with a moment in the past of a project: it must be within its history. */
export function momentProblems(at: number, owner: Entity<ProjectData>, now: number): string[] {
  if (at > now) return ["the point in time is in the future"];
  const second = 1000;
  if (at < Math.floor(owner.created / second) * second) return ["the point in time is before the project was created"];
  const oldest = now - owner.data.history_retention_seconds * second;
  return at < oldest ? ["the point in time is outside of the history retention window"] : [];
}

function expiryProblems(
  data: BranchData,
  before: Entity<BranchData> | undefined,
  others: readonly Entity<BranchData>[],
  { now }: Call,
): FieldProblem[] {
  if (data.expires_at === null) return [];
  const at = Date.parse(data.expires_at);
  const changed = data.expires_at !== before?.data.expires_at;
  const hasChildren = others.some((other) => other.data.parent_id === before?.data.id);
  const problem = (message: string): FieldProblem => ({ path: ["expires_at"], code: "custom", message });
  return [
    ...(changed && at <= now ? [problem("expires_at must be in the future")] : []),
    ...(changed && at > now + longestLife ? [problem("expires_at must be within 30 days")] : []),
    ...(data.default ? [problem("the default branch cannot expire")] : []),
    ...(data.protected ? [problem("a protected branch cannot expire")] : []),
    ...(before && hasChildren ? [problem("a branch that has children cannot expire")] : []),
  ];
}

import { OperationAction } from "@neondatabase/api-client";
import type { BackupScheduleItem, Branch, BranchCreateRequest, BranchUpdateRequest } from "@neondatabase/api-client";
import type { Account } from "./account.ts";
import { Refusal, found, ok, parameter } from "./http.ts";
import type { Answer, Call, Route } from "./http.ts";
import { newBranch } from "./objects.ts";
import { freshNumber, now, within } from "./state.ts";
import type { Lagging, ProjectState } from "./state.ts";

interface Place {
  readonly state: ProjectState;
  readonly branch: Lagging<Branch>;
  readonly id: string;
}

function place(account: Account, call: Call): Place {
  const state = account.project(parameter(call, "project_id"));
  const id = parameter(call, "branch_id");
  return { state, id, branch: found(state.branches.get(id), `branch ${id}`) };
}

function refuseTaken(state: ProjectState, name: string, but?: string): void {
  const taken = [...state.branches.values()].some((item) => item.current.name === name && item.current.id !== but);
  if (taken) throw new Refusal(409, "BRANCH_ALREADY_EXISTS", `branch with the provided name "${name}" already exists`);
}

/** Roles and databases of the parent come along, with dates of their own. */
function inherit(account: Account, state: ProjectState, parentId: string, branchId: string): void {
  for (const { current: role } of [...state.roles.values()].filter((item) => item.current.branch_id === parentId)) {
    state.roles.set(within(branchId, role.name), account.keep({ ...role, branch_id: branchId }));
  }
  for (const { current: database } of [...state.databases.values()].filter(
    (item) => item.current.branch_id === parentId,
  )) {
    const copy = { ...database, id: freshNumber(), branch_id: branchId };
    state.databases.set(within(branchId, database.name), account.keep(copy));
  }
}

function create(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const { branch: body = {}, annotation_value } = call.body as BranchCreateRequest & {
    annotation_value?: Record<string, string>;
  };
  if (body.name !== undefined) refuseTaken(state, body.name);
  const root = [...state.branches.values()].find((item) => item.current.default)?.current;
  const parentId = body.parent_id ?? found(root, "default branch").id;
  found(state.branches.get(parentId), `parent branch ${parentId}`);
  const schemaOnly = body.init_source === "schema-only";
  const lineage = schemaOnly
    ? {}
    : {
        parent_id: parentId,
        parent_lsn: body.parent_lsn ?? "0/1DE2850",
        parent_timestamp: body.parent_timestamp ?? now(),
      };
  const branch = newBranch(state.project.current.id, {
    ...(body.name !== undefined && { name: body.name }),
    ...lineage,
    protected: body.protected ?? false,
    ...(body.archived === true && { current_state: "archived" }),
    ...(body.init_source !== undefined && { init_source: body.init_source }),
    ...(body.expires_at !== undefined && { expires_at: new Date(body.expires_at).toISOString() }),
  });
  state.branches.set(branch.id, account.keep(branch));
  state.annotations.set(branch.id, annotation_value ?? {});
  inherit(account, state, parentId, branch.id);
  const operations = [account.operate(state, OperationAction.CreateBranch, branch.id)];
  return ok({ branch, endpoints: [], operations, roles: [], databases: [] }, 201);
}

function update(account: Account, call: Call): Answer {
  const { state, branch, id } = place(account, call);
  const { branch: body } = call.body as unknown as BranchUpdateRequest;
  if (body.name !== undefined) refuseTaken(state, body.name, id);
  const change: Partial<Branch> & { expires_at?: string | undefined } = {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.protected !== undefined && { protected: body.protected }),
    updated_at: now(),
  };
  if (body.expires_at === null) Object.assign(change, { expires_at: undefined });
  else if (body.expires_at !== undefined) change.expires_at = new Date(body.expires_at).toISOString();
  const changed = branch.set(change, account.lagMilliseconds);
  return ok({ branch: changed, operations: [] });
}

function remove(account: Account, call: Call): Answer {
  const { state, branch, id } = place(account, call);
  if (branch.current.default || branch.current.protected) throw new Refusal(422, "", "the branch cannot be deleted");
  const hasChildren = [...state.branches.values()].some((item) => item.current.parent_id === id);
  if (hasChildren) throw new Refusal(422, "", "the branch has children");
  state.branches.delete(id);
  for (const [key, item] of state.endpoints) if (item.current.branch_id === id) state.endpoints.delete(key);
  for (const map of [state.roles, state.databases]) {
    for (const key of map.keys()) if (key.startsWith(`${id}/`)) map.delete(key);
  }
  return ok({ branch: branch.current, operations: [account.operate(state, OperationAction.DeleteTimeline, id)] });
}

/** A restore: the branch keeps id and name; the old data live on as a new branch, which becomes the parent. */
function restore(account: Account, call: Call): Answer {
  const { state, branch, id } = place(account, call);
  const name = call.body["preserve_under_name"] as string;
  const { parent_id, parent_lsn, parent_timestamp } = branch.current;
  const before = {
    ...(parent_id && { parent_id }),
    ...(parent_lsn && { parent_lsn }),
    ...(parent_timestamp && { parent_timestamp }),
  };
  const backup = newBranch(state.project.current.id, { name, ...before });
  state.branches.set(backup.id, account.keep(backup));
  const lineage = { parent_id: backup.id, parent_lsn: "0/2000000", parent_timestamp: now(), last_reset_at: now() };
  const changed = branch.set(lineage, account.lagMilliseconds);
  return ok({ branch: changed, operations: [account.operate(state, OperationAction.CreateBranch, id)] });
}

function list(account: Account, call: Call): Answer {
  const state = account.project(parameter(call, "project_id"));
  const search = call.query.get("search") ?? "";
  const all = account.branches(state).filter((branch) => branch.name.includes(search) || branch.id.includes(search));
  const limit = Number(call.query.get("limit") ?? 100);
  const from = Number(call.query.get("cursor") ?? 0);
  const branches = all.slice(from, from + limit);
  const annotations = Object.fromEntries(branches.map((branch) => [branch.id, account.annotation(state, branch.id)]));
  const more = from + limit < all.length;
  return ok({
    branches,
    annotations,
    pagination: { sort_by: "updated_at", sort_order: "DESC", ...(more && { next: String(from + limit) }) },
  });
}

/** Branches and snapshot schedules. */
export function branchRoutes(account: Account): Route[] {
  const all = "/projects/{project_id}/branches";
  const one = `${all}/{branch_id}`;
  return [
    { method: "get", template: all, locks: false, run: (call) => list(account, call) },
    { method: "post", template: all, locks: true, run: (call) => create(account, call) },
    {
      method: "get",
      template: one,
      locks: false,
      run: (call) => {
        const { state, branch, id } = place(account, call);
        return ok({ branch: found(branch.seen, "branch"), annotation: account.annotation(state, id) });
      },
    },
    { method: "patch", template: one, locks: true, run: (call) => update(account, call) },
    { method: "delete", template: one, locks: true, run: (call) => remove(account, call) },
    { method: "post", template: `${one}/restore`, locks: true, run: (call) => restore(account, call) },
    {
      method: "get",
      template: `${one}/backup_schedule`,
      locks: false,
      run: (call) => {
        const { state, id } = place(account, call);
        return ok({ schedule: state.schedules.get(id) ?? [] });
      },
    },
    {
      method: "put",
      template: `${one}/backup_schedule`,
      locks: false,
      run: (call) => {
        const { state, id } = place(account, call);
        state.schedules.set(id, call.body["schedule"] as BackupScheduleItem[]);
        return ok({});
      },
    },
  ];
}

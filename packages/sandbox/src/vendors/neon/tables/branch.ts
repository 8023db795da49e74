import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import type { HistoryPoint } from "../data-plane.ts";
import { lsnOf, momentOfLsn } from "../history.ts";
import { startOperation } from "../operation-log.ts";
import { annotationOf, branchView } from "../views/branch-view.ts";
import { iso, newId } from "../wire.ts";
import { computesOf, removeBranch } from "../trash.ts";
import { branchProblems } from "./branch-rules.ts";
import { id, moment, name } from "./fields.ts";
import { project, type ProjectData } from "./project.ts";

/** A branch as kept. */
export interface BranchData extends Data {
  readonly id: string;
  readonly name?: string;
  readonly parent_id: string | null;
  readonly parent_lsn: string | null;
  readonly parent_timestamp: string | null;
  readonly default: boolean;
  readonly protected: boolean;
  readonly archived: boolean;
  readonly init_source: "parent-data" | "schema-only";
  readonly expires_at: string | null;
  readonly last_reset_at: string | null;
  /** Snapshot that it was made from, and the branch that it then replaced. */
  readonly restored_from: string | null;
  readonly restored_as: string | null;
  /** Where its data come from; `null` for those that began empty. */
  readonly point: HistoryPoint | null;
  /** Whether it was the root before that was restored from another branch: Neon then never deletes it. */
  readonly wasRoot: boolean;
  /** What the client noted at it; Neon keeps it beside the branch. */
  readonly annotation: Readonly<Record<string, string>>;
}

const all = "/projects/{project_id}/branches";

/** A branch of a project's data (P1, B7). */
export const branch = resource<BranchData>({
  vendor: "neon",
  name: "branch",
  source: `public-v2 specification ${all}; facts/endpoints.md 2.3`,
  parent: project,
  identity: { branch_id: "id" },
  operations: {
    create: `POST ${all} -> 201`,
    list: `GET ${all} -> 200`,
    read: `GET ${all}/{branch_id} -> 200`,
    update: `PATCH ${all}/{branch_id} -> 200`,
    remove: `DELETE ${all}/{branch_id} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "branch", many: "branches" },
  input: z.object({
    name: name.optional(),
    parent_id: id.optional(),
    parent_lsn: z.string().optional(),
    parent_timestamp: moment.optional(),
    protected: z.boolean().optional(),
    archived: z.boolean().optional(),
    init_source: z.enum(["parent-data", "schema-only"]).optional(),
    expires_at: moment.optional(),
  }),
  update: z.object({
    name: name.optional(),
    protected: z.boolean().optional(),
    expires_at: moment.nullable().optional(),
  }),
  list: {
    filters: {
      search: ({ data }, text) => (data.name ?? "").includes(text) || data.id.includes(text),
    },
    sort: (a, b, call) => order(a, b, call),
    view: branchView,
  },
  defaults: ({ world }, parent) => ({
    parent_id:
      world.store.children<BranchData>("neon.branch", parent?.key ?? null).find(({ data }) => data.default)?.data.id ??
      null,
    parent_lsn: null,
    parent_timestamp: null,
    default: false,
    protected: false,
    archived: false,
    init_source: "parent-data",
    expires_at: null,
    last_reset_at: null,
    restored_from: null,
    restored_as: null,
    point: null,
    wasRoot: false,
    annotation: {},
  }),
  check: branchProblems,
  computed(data, call, parent) {
    const own = newId(call.world, "branch", "br-");
    return { id: own, name: data.name ?? own, ...lineageOf(data, call, parent as Entity<ProjectData>) };
  },
  removing: releaseBranch,
  view(entity, call) {
    const annotation = call.request.method === "GET" ? { annotation: annotationOf(entity) } : {};
    return withBeside(branchView(entity, call), call, annotation);
  },
});

/**
 * Where in the parent's log a branch begins: at the place or time given, else now. A branch of the schema alone is a root
 * [specification, `init_source`].
 */
function lineageOf(data: BranchData, { world, now }: Call, owner: Entity<ProjectData>): Partial<BranchData> {
  const { parent_id: source, parent_lsn: lsn, parent_timestamp: moment } = data;
  if (source === null || data.point !== null) return {};
  const asked = lsn === null ? undefined : momentOfLsn({ world, now }, owner, source, lsn);
  const at = asked ?? (moment === null ? now : Date.parse(moment));
  const point = { branch: source, at, ...(lsn === null ? {} : { lsn }) };
  if (data.init_source === "schema-only") return { parent_id: null, parent_lsn: null, parent_timestamp: null, point };
  return { parent_lsn: lsn ?? lsnOf(world, owner, source, at), parent_timestamp: iso(at), point };
}

/** By the query's `sort_by` and `sort_order`; newest change first where it says nothing. */
function order(a: Entity<BranchData>, b: Entity<BranchData>, { request }: Call): number {
  const by = request.query.get("sort_by") ?? "updated_at";
  const sign = request.query.get("sort_order") === "asc" ? 1 : -1;
  if (by === "name") return sign * (a.data.name ?? "").localeCompare(b.data.name ?? "");
  return sign * (by === "created_at" ? a.created - b.created : a.updated - b.updated);
}

/** Takes the computes of a branch away with it. Source: Neon docs, "Manage branches": what cannot be deleted. */
function releaseBranch(entity: Entity<BranchData>, call: Call): void {
  const { parent, data } = entity;
  const { store } = call.world;
  const refuse = (message: string): Error => refuseWith(422, { code: "", message });
  if (data.default) throw refuse("default branch cannot be deleted");
  if (data.protected) throw refuse("protected branch cannot be deleted");
  if (data.wasRoot) throw refuse("the original root of a branch that was restored from another cannot be deleted");
  const others = store.children<BranchData>("neon.branch", parent);
  if (others.some((other) => other.data.parent_id === data.id)) throw refuse("cannot delete branch that has children");
  for (const { data: compute } of computesOf(entity, call.world))
    startOperation(call, parent ?? "", "suspend_compute", { branch: data.id, endpoint: String(compute["id"]) });
  startOperation(call, parent ?? "", "delete_timeline", { branch: data.id });
  removeBranch(entity, call.world, call.request.query.get("hard_delete") === "true" ? undefined : call.now);
}

import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import { lsnAt, momentOf } from "../lsn.ts";
import { startOperation } from "../operation-log.ts";
import { annotationOf, branchView } from "../views/branch-view.ts";
import { iso, newId } from "../wire.ts";
import { branchProblems } from "./branch-rules.ts";
import { id, moment, name } from "./fields.ts";
import { project } from "./project.ts";

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
      include_deleted: () => true,
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
    annotation: {},
  }),
  check: branchProblems,
  computed(data, call, parent) {
    const own = newId(call.world, "branch", "br-");
    return { id: own, name: data.name ?? own, ...lineageOf(data, parent?.created ?? call.now, call.now) };
  },
  removing: releaseBranch,
  view(entity, call) {
    const annotation = call.request.method === "GET" ? { annotation: annotationOf(entity) } : {};
    return withBeside(omit(branchView(entity, call)), call, annotation);
  },
});

/** Where in the parent's log a branch begins: at the place or time given, else now. `origin`: when the project was made. */
function lineageOf(data: BranchData, origin: number, now: number): Partial<BranchData> {
  const { parent_id, parent_lsn: lsn, parent_timestamp: moment } = data;
  if (parent_id === null) return {};
  const at = lsn === null ? Date.parse(moment ?? iso(now)) : (momentOf(origin, lsn) ?? now);
  return { parent_lsn: lsn ?? lsnAt(origin, at), parent_timestamp: iso(at) };
}

/** By the query's `sort_by` and `sort_order`; newest change first where it says nothing. */
function order(a: Entity<BranchData>, b: Entity<BranchData>, { request }: Call): number {
  const by = request.query.get("sort_by") ?? "updated_at";
  const sign = request.query.get("sort_order") === "asc" ? 1 : -1;
  if (by === "name") return sign * (a.data.name ?? "").localeCompare(b.data.name ?? "");
  return sign * (by === "created_at" ? a.created - b.created : a.updated - b.updated);
}

/** Takes the computes of a branch away with it. Source: Neon docs, "Manage branches": what cannot be deleted. */
function releaseBranch({ parent, data }: Entity<BranchData>, call: Call): void {
  const { store } = call.world;
  const refuse = (message: string): Error => refuseWith(422, { code: "", message });
  if (data.default) throw refuse("default branch cannot be deleted");
  if (data.protected) throw refuse("protected branch cannot be deleted");
  const others = store.children<BranchData>("neon.branch", parent);
  if (others.some((other) => other.data.parent_id === data.id)) throw refuse("cannot delete branch that has children");
  const computes = store.children("neon.endpoint", parent).filter((each) => each.data["branch_id"] === data.id);
  for (const { key, data: compute } of computes) {
    startOperation(call, parent ?? "", "suspend_compute", { branch: data.id, endpoint: String(compute["id"]) });
    store.remove(key);
  }
  startOperation(call, parent ?? "", "delete_timeline", { branch: data.id });
}

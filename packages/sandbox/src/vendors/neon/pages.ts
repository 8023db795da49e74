import type { Answer, Call } from "../../http/message.ts";
import { invalid } from "../../http/refusal.ts";
import type { Resource } from "../../resource-table/resource.ts";
import { numberOf, type Data, type Entity } from "../../world/entity.ts";
import { annotationOf } from "./views/branch-view.ts";
import type { BranchData } from "./tables/branch.ts";
import { recoverable, recoverableUntil, type TrashData } from "./trash.ts";
import { iso } from "./wire.ts";

/** Most items of a page, and how many where the query says nothing. */
interface PageSize {
  readonly most: number;
  readonly usual: number;
}

/** Lists in pages; the others are whole. Source: specification, parameters `limit`; for operations and branches `usual` is [unverified]. */
const sizes: Readonly<Record<string, PageSize>> = {
  project: { most: 400, usual: 10 },
  operation: { most: 1000, usual: 1000 },
  branch: { most: 10_000, usual: 10_000 },
};

/** One page of a list: `limit` items behind `cursor`, which is that of the last item shown. */
export function page(
  listed: readonly Entity[],
  plainView: (entity: Entity) => Data,
  { name, wrap }: Resource,
  call: Call,
): Answer {
  const { entities, view } = withDeleted(listed, plainView, name, call);
  if (wrap?.many === undefined) return { status: 200, body: entities.map(view) };
  const size = sizes[name];
  if (!size) return { status: 200, body: { [wrap.many]: entities.map(view) } };
  const { query } = call.request;
  const limit = limitOf(query.get("limit"), size);
  const cursor = query.get("cursor");
  const start = cursor === null ? 0 : entities.findIndex(({ key }) => String(numberOf(key)) === cursor) + 1;
  const shown = entities.slice(start, start + limit);
  const last = shown.at(-1);
  const more = start + limit < entities.length;
  const besides =
    name === "branch" ? branchBesides(shown, more, call) : cursorOf(last ? String(numberOf(last.key)) : cursor);
  const extra = name === "project" ? { applications: {}, integrations: {} } : {};
  return { status: 200, body: { [wrap.many]: shown.map(view), ...extra, ...besides } };
}

/** What was deleted and can come back is listed on request. Source: specification, `include_deleted`, `recoverable`. */
function withDeleted(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  name: string,
  { request, world, params }: Call,
): { readonly entities: readonly Entity[]; readonly view: (entity: Entity) => Data } {
  const [branches, projects] = [request.query.get("include_deleted"), request.query.get("recoverable")];
  if (!(name === "branch" && branches === "true") && !(name === "project" && projects === "true"))
    return { entities, view };
  const owner = world.store.all("neon.project").find(({ data }) => data["id"] === params["project_id"]);
  const gone = recoverable(world, name, owner?.key ?? null).flatMap((trash) =>
    trash.data.rows.slice(0, 1).map((row) => [row, trash] as const),
  );
  const traces = new Map(
    gone.map(([row, trash]) => [row.key, name === "branch" ? branchTrace(trash) : projectTrace(trash)]),
  );
  const all = name === "branch" ? [...entities, ...gone.map(([row]) => row)] : gone.map(([row]) => row);
  return { entities: all, view: (entity) => ({ ...view(entity), ...traces.get(entity.key) }) };
}

/** Source: specification, schema `BranchRecoveryInfo`. */
function branchTrace(trash: Entity<TrashData>): Data {
  const { deletedAt, by } = trash.data;
  const until = iso(recoverableUntil(trash));
  return { recovery: { deleted_at: iso(deletedAt), recoverable_until: until, deletion_method: by } };
}

/** Source: specification, schema `ProjectListItem`. */
function projectTrace(trash: Entity<TrashData>): Data {
  return { deleted_at: iso(trash.data.deletedAt), recoverable_until: iso(recoverableUntil(trash)) };
}

function limitOf(given: string | null, { most, usual }: PageSize): number {
  const limit = Number(given ?? usual);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw invalid("list", { path: ["limit"], code: "range", message: `must be between 1 and ${String(most)}` });
}

/** Source: specification, schema `Pagination`: projects, operations. */
function cursorOf(cursor: string | null): Data {
  return cursor === null ? {} : { pagination: { cursor } };
}

/** Source: specification, schemas `AnnotationsMapResponse`, `CursorPagination`: branches. */
function branchBesides(shown: readonly Entity[], more: boolean, { request }: Call): Data {
  const last = shown.at(-1);
  const pagination = {
    ...(more && last ? { next: String(numberOf(last.key)) } : {}),
    sort_by: request.query.get("sort_by") ?? "updated_at",
    sort_order: request.query.get("sort_order") === "asc" ? "ASC" : "DESC",
  };
  const annotations = shown.map((each) => [each.data["id"], annotationOf(each as Entity<BranchData>)] as const);
  return { annotations: Object.fromEntries(annotations), pagination };
}

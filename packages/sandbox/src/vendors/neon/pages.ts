import type { Answer, Call } from "../../http/message.ts";
import { invalid } from "../../http/refusal.ts";
import type { Resource } from "../../resource-table/resource.ts";
import { numberOf, type Data, type Entity } from "../../world/entity.ts";
import { annotationOf } from "./views/branch-view.ts";
import type { BranchData } from "./tables/branch.ts";

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
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { name, wrap }: Resource,
  call: Call,
): Answer {
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

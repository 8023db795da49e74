import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import { numberOf, type Data, type Entity } from "../../world/entity.ts";

/**
 * Lists of projects and operations come in pages: `limit` items behind `cursor`; the answer's cursor stands behind its last
 * item. Other lists are whole. Source: specification, schema `CursorPagination`.
 */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { wrap }: Resource,
  { request }: Call,
): Answer {
  if (wrap?.many === undefined) return { status: 200, body: entities.map(view) };
  const limit = request.query.get("limit");
  const after = Number(request.query.get("cursor") ?? 0);
  const behind = entities.filter(({ key }) => numberOf(key) > after);
  const shown = limit === null ? behind : behind.slice(0, Number(limit));
  const last = shown.at(-1);
  const pagination = limit !== null && last ? { pagination: { cursor: String(numberOf(last.key)) } } : {};
  return { status: 200, body: { [wrap.many]: shown.map(view), ...pagination } };
}

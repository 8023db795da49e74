import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data, Entity } from "../../world/entity.ts";

/** One page by offset: 25 items, 100 at most. Source: PagerDuty developer docs, "Pagination" (classic). */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { wrap }: Resource,
  { request }: Call,
): Answer {
  const { query } = request;
  const limit = Math.min(Math.max(Number(query.get("limit") ?? 25), 1), 100);
  const offset = Number(query.get("offset") ?? 0);
  const body = {
    [wrap?.many ?? "items"]: entities.slice(offset, offset + limit).map(view),
    limit,
    offset,
    more: offset + limit < entities.length,
    total: query.get("total") === "true" ? entities.length : null,
  };
  return { status: 200, body };
}

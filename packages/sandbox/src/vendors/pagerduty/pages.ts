import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data, Entity } from "../../world/entity.ts";

/** One page of what was found: 25 at first, 100 at most. Source: PagerDuty developer docs, "Pagination" (classic). */
export function pageOf<T>(
  name: string,
  found: readonly T[],
  view: (thing: T) => Data,
  { request: { query } }: Call,
): Data {
  const limit = Math.min(Math.max(Number(query.get("limit") ?? 25), 1), 100);
  const offset = Number(query.get("offset") ?? 0);
  const total = query.get("total") === "true" ? found.length : null;
  const more = offset + limit < found.length;
  return { [name]: found.slice(offset, offset + limit).map(view), limit, offset, more, total };
}

/** The answer of a list: one page of it. */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { wrap }: Resource,
  call: Call,
): Answer {
  return { status: 200, body: pageOf(wrap?.many ?? "items", entities, view, call) };
}

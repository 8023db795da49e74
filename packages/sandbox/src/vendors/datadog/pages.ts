import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data, Entity } from "../../world/entity.ts";
import { jsonApiItem } from "./dialect.ts";

/**
 * One page. Version 2: `page[size]`, `page[number]` or `page[offset]`; version 1: `page_size`, `page` or `page_number`, or `limit`,
 * `offset`; without any of them the list is whole. Source: specifications v1 and v2.
 */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { wrap }: Resource,
  { request }: Call,
): Answer {
  const shown = sliceOf(entities, request.query).map(view);
  if (wrap?.jsonApi !== undefined) {
    const type = wrap.jsonApi;
    const data = shown.map((each) => jsonApiItem(each, type));
    return { status: 200, body: { data, meta: { page: { total_filtered_count: entities.length } } } };
  }
  return { status: 200, body: wrap?.many === undefined ? shown : { [wrap.many]: shown } };
}

function sliceOf(entities: readonly Entity[], query: URLSearchParams): readonly Entity[] {
  const size = first(query, "page[size]", "page[limit]", "page_size", "limit", "count");
  if (size === undefined) return entities;
  const offset =
    first(query, "page[offset]", "offset", "start") ??
    (first(query, "page[number]", "page", "page_number") ?? 0) * size;
  return entities.slice(offset, offset + size);
}

function first(query: URLSearchParams, ...names: readonly string[]): number | undefined {
  const text = names.map((name) => query.get(name)).find((value) => value !== null);
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}

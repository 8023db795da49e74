import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data, Entity } from "../../world/entity.ts";

/**
 * One page, newest first: `limit` items made before `until` (milliseconds since 1970) and after `since`; `next` is the
 * `until` of the next page. Items of one millisecond are never torn apart. Source: Vercel docs, "Pagination".
 */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  { wrap }: Resource,
  { request }: Call,
): Answer {
  if (wrap?.many === undefined) return { status: 200, body: entities.map(view) };
  const until = Number(request.query.get("until") ?? Infinity);
  const since = Number(request.query.get("since") ?? -Infinity);
  const limit = Math.min(Math.max(Number(request.query.get("limit") ?? 20), 1), 100);
  const newest = entities.toReversed().filter(({ created }) => created < until && created > since);
  const edge = newest[limit - 1]?.created;
  const shown = edge === undefined ? newest : newest.filter(({ created }, index) => index < limit || created === edge);
  const last = shown.at(-1)?.created ?? null;
  const pagination = {
    count: shown.length,
    next: shown.length < newest.length ? last : null,
    prev: shown[0]?.created ?? null,
  };
  return { status: 200, body: { [wrap.many]: shown.map(view), pagination } };
}

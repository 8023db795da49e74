import type { Answer, Call } from "../../http/message.ts";
import type { Resource } from "../../resource-table/resource.ts";
import type { Data, Entity } from "../../world/entity.ts";

/** One page of a list with its `Link` header. Source: GitHub docs, "Using pagination in the REST API". */
export function page(
  entities: readonly Entity[],
  view: (entity: Entity) => Data,
  row: Pick<Resource, "wrap">,
  call: Call,
): Answer {
  return pageOf(entities, view, row.wrap?.many, call);
}

/** A page of any items, also of those that are no rows. `many`: key of a list that comes with a count. */
export function pageOf<T>(
  items: readonly T[],
  view: (item: T) => unknown,
  many: string | undefined,
  call: Call,
): Answer {
  const { query } = call.request;
  const perPage = Math.min(wholeNumber(query.get("per_page"), 30), 100);
  const number = wholeNumber(query.get("page"), 1);
  const shown = items.slice((number - 1) * perPage, number * perPage).map(view);
  const link = linkHeader(call, number, Math.max(1, Math.ceil(items.length / perPage)));
  return {
    status: 200,
    body: many === undefined ? shown : { total_count: items.length, [many]: shown },
    ...(link === "" ? {} : { headers: { link } }),
  };
}

function linkHeader({ request }: Call, number: number, last: number): string {
  const to = (target: number, relation: string): string => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(target));
    return `<${request.origin}${request.rawPath}?${query.toString()}>; rel="${relation}"`;
  };
  const back = number > 1 ? [to(Math.min(number - 1, last), "prev")] : [];
  const on = number < last ? [to(number + 1, "next"), to(last, "last")] : [];
  return [...back, ...on, ...(number > 1 ? [to(1, "first")] : [])].join(", ");
}

function wholeNumber(text: string | null, fallback: number): number {
  const value = Number(text ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

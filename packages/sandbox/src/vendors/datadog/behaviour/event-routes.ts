import type { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { validate } from "../../../resource-table/validate.ts";
import { holds, parseSearch } from "../monitors/search.ts";
import { eventV1Input, eventV2Input, kinds } from "../tables/event-input.ts";
import { eventsOf, eventV1, eventV2, keepEvent, type EventData } from "../tables/event.ts";

const source = "datadog-v1.json /api/v1/events, datadog-v2.json /api/v2/events; facts/endpoints.md 5";

/** Events: taken in both versions, given in both. */
export const eventRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/api/v1/events",
    scope: "intake",
    statuses: [202],
    source,
    run(call) {
      const given = read(eventV1Input, call.request.body);
      const { title, text, date_happened: at, host = "", aggregation_key = "", source_type_name = "api" } = given;
      const kept = keepEvent(call.world, {
        ...{ title, text, host, aggregation_key, source_type_name },
        tags: given.tags ?? [],
        alert_type: given.alert_type ?? "info",
        priority: given.priority ?? "normal",
        at: at === undefined ? call.now : at * 1000,
      });
      return { status: 202, body: { status: "ok", event: eventV1(kept.data) } };
    },
  },
  {
    method: "GET",
    template: "/api/v1/events",
    scope: "events_read",
    statuses: [200],
    source,
    run(call) {
      const { query } = call.request;
      const [start, end] = [Number(query.get("start")) * 1000, Number(query.get("end")) * 1000];
      const tags = (query.get("tags") ?? "").split(",").filter((tag) => tag !== "");
      const fits = (each: EventData): boolean =>
        each.at >= start && each.at <= end && tags.every((tag) => each.tags.includes(tag));
      const found = eventsOf(call.world).filter(fits).toReversed();
      return { status: 200, body: { status: "ok", events: found.slice(0, 1000).map(eventV1) } };
    },
  },
  {
    method: "GET",
    template: "/api/v1/events/{event_id}",
    scope: "events_read",
    statuses: [200],
    source,
    run(call) {
      const id = call.params["event_id"];
      const found = eventsOf(call.world).find((each) => each.id === id);
      if (!found) throw missing("Event", id);
      return { status: 200, body: { status: "ok", event: eventV1(found) } };
    },
  },
  {
    method: "POST",
    template: "/api/v2/events",
    scope: "intake",
    statuses: [202],
    source,
    run(call) {
      const body = call.request.body as { readonly data?: { readonly attributes?: unknown } } | undefined;
      const given = read(eventV2Input, body?.data?.attributes);
      const { title, message: text = "", host = "", aggregation_key = "", timestamp: at } = given;
      const kept = keepEvent(call.world, {
        ...{ title, text, host, aggregation_key },
        source_type_name: "custom-events",
        tags: given.tags ?? [],
        alert_type: kinds[given.attributes.status ?? ""] ?? "info",
        priority: "normal",
        at: at === undefined ? call.now : Date.parse(at),
      });
      const evt = { id: kept.data.id, uid: kept.data.id };
      return { status: 202, body: { data: { type: "event", attributes: { attributes: { evt } } } } };
    },
  },
  {
    method: "GET",
    template: "/api/v2/events",
    scope: "events_read",
    statuses: [200],
    source,
    run: (call) => searched(call, (name) => call.request.query.get(`filter[${name}]`), call.request.query.get("sort")),
  },
  {
    method: "POST",
    template: "/api/v2/events/search",
    scope: "events_read",
    statuses: [200],
    source,
    run(call) {
      const body = call.request.body as { filter?: Record<string, string>; sort?: string } | undefined;
      return searched(call, (name) => body?.filter?.[name] ?? null, body?.sort ?? null);
    },
  },
];

/** Events of a time and a search, such as `source:custom-events tags:"env:prod"`; the newest first unless asked otherwise. */
function searched(call: Call, filter: (name: string) => string | null, sort: string | null): Answer {
  const search = parseSearch(filter("query") ?? "*");
  const from = momentOf(filter("from"), call.now - 15 * 60_000, call.now);
  const to = momentOf(filter("to"), call.now, call.now);
  const found = eventsOf(call.world).filter(
    (event) => event.at >= from && event.at <= to && holds(search, (key, value) => fits(event, key, value)),
  );
  const ordered = sort === "timestamp" ? found : found.toReversed();
  return { status: 200, body: { data: ordered.slice(0, 1000).map(eventV2), meta: { elapsed: 1, status: "done" } } };
}

function fits(event: EventData, key: string | undefined, value: string): boolean {
  if (key === undefined) return `${event.title} ${event.text}`.toLowerCase().includes(value.toLowerCase());
  if (key === "tags") return event.tags.includes(value);
  if (key === "source") return event.source_type_name === value;
  if (key === "host") return event.host === value;
  return event.tags.includes(`${key}:${value}`);
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds, ISO 8601, or `now-15m`. */
function momentOf(text: string | null, otherwise: number, now: number): number {
  if (text === null) return otherwise;
  const [, count, unit] = /^now(?:-(\d+)([smhd]))?$/.exec(text) ?? [];
  if (text.startsWith("now")) return now - Number(count ?? 0) * (units[unit ?? "s"] ?? 0);
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function read<T extends z.ZodObject>(schema: T, value: unknown): z.infer<T> {
  const result = validate(schema, value);
  if (result.ok) return result.fields as z.infer<T>;
  throw new Refusal({ kind: "invalid", what: "Event", problems: result.problems });
}

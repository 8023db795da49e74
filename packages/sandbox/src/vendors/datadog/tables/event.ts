import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { iso, seconds } from "../wire.ts";

/** What Datadog keeps of an event; `at` in milliseconds. */
export interface EventData extends Data {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly at: number;
  readonly alert_type: string;
  readonly priority: string;
  readonly host: string;
  readonly aggregation_key: string;
  readonly source_type_name: string;
}

const collection = "datadog.event";
/** Events kept. */
const most = 5000;

/** Keeps an event, within a transaction. */
export function keepEvent(world: World, given: Omit<EventData, "id">): Entity<EventData> {
  const { store } = world;
  const number = store.nextNumber(collection);
  const data = { ...given, id: String(7_000_000_000 + number) } as EventData;
  store.remove(`${collection}:${String(number - most)}`);
  return store.put<EventData>({
    key: `${collection}:${String(number)}`,
    parent: null,
    created: data.at,
    updated: data.at,
    data,
  });
}

/** Events, oldest first. */
export function eventsOf({ store }: World): readonly EventData[] {
  return store.all<EventData>(collection).map(({ data }) => data);
}

/** An event as version 1 shows it. */
export function eventV1(event: EventData): Data {
  const { id, title, text, tags, at, alert_type, priority, host, source_type_name } = event;
  const named = { id: Number(id), id_str: id, url: `/event/event?id=${id}` };
  return { ...named, title, text, tags, date_happened: seconds(at), alert_type, priority, host, source_type_name };
}

/** Status by kind of alert. Source: datadog-v2.json EventStatusType. */
const statuses: Readonly<Record<string, string>> = {
  error: "error",
  warning: "warn",
  success: "success",
  info: "info",
};

/** An event as version 2 shows it. */
export function eventV2(event: EventData): Data {
  const { id, title, text, tags, at, alert_type, priority, host, aggregation_key, source_type_name } = event;
  const inner = {
    title,
    tags,
    timestamp: at,
    priority: priority === "low" ? "low" : "normal",
    status: statuses[alert_type] ?? "info",
    hostname: host,
    aggregation_key,
    source_type_name,
    evt: { id, name: title },
  };
  return { id, type: "event", attributes: { timestamp: iso(at), message: text, tags, attributes: inner } };
}

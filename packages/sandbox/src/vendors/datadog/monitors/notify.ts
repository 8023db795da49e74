import { wordsOf } from "../../../error-text.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { World } from "../../../world/world.ts";
import { pagerdutyService } from "../tables/pagerduty.ts";
import { messageOf, pagedBy, type Told } from "./message.ts";
import { page, type PageEvent } from "./pager.ts";
import type { Status } from "./state.ts";

const titles: Readonly<Record<Status, string>> = {
  OK: "Recovered",
  Warn: "Warn",
  Alert: "Triggered",
  "No Data": "No data",
};

const severities: Readonly<Record<Status, string>> = {
  OK: "info",
  Warn: "warning",
  Alert: "critical",
  "No Data": "error",
};

/**
 * Tells whom the message of a monitor calls: PagerDuty services through their keys, an alert and its recovery under one key. What
 * cannot be delivered stands in the time line. (O1, O2)
 */
export function notify(world: World, at: number, told: Told): void {
  const message = messageOf(told);
  const title = titleOf(told);
  const paged = pagedBy(message);
  const names = paged.includes("") ? allServices(world) : paged;
  const data = { monitor: told.monitor.id, group: told.group, status: told.to, services: names };
  world.timeline.note({ source: "datadog", kind: "monitor.notification", text: title, data, at });
  for (const service of names) deliver(world, at, told, { service, title, message });
}

/** `[P1] [Triggered on {service:web}] name`. The form is [unverified]. */
function titleOf({ monitor, group, to, isRenotification }: Told): string {
  const priority = typeof monitor["priority"] === "number" ? `[P${String(monitor["priority"])}] ` : "";
  const where = group === "*" ? "" : ` on {${group}}`;
  return `${priority}[${isRenotification ? "Re-" : ""}${titles[to]}${where}] ${monitor.name}`;
}

interface Delivery {
  readonly service: string;
  readonly title: string;
  readonly message: string;
}

function deliver(world: World, at: number, told: Told, delivery: Delivery): void {
  const { service } = delivery;
  const key = keyOf(world, service);
  const failed = (why: string): void => {
    const text = `Datadog could not page ${service}: ${why}`;
    const data = { monitor: told.monitor.id, service };
    world.timeline.note({ source: "datadog", kind: "monitor.notification-failed", text, data, at });
  };
  try {
    if (key === undefined) throw new Error("no such service in the PagerDuty integration");
    page(world, at, eventOf(key, told, delivery, at));
  } catch (error) {
    failed(error instanceof Refusal ? error.reason.kind : wordsOf(error));
  }
}

function eventOf(routing_key: string, told: Told, { title, message }: Delivery, at: number): PageEvent {
  const { monitor, group, to } = told;
  const dedup_key = `datadog-${String(monitor.id)}-${group}`;
  if (to === "OK") return { routing_key, event_action: "resolve", dedup_key };
  const payload = {
    summary: title.slice(0, 1024),
    source: group === "*" ? "datadog" : group,
    severity: severities[to],
    timestamp: new Date(at).toISOString(),
    class: monitor.type,
    custom_details: { body: message, query: monitor.query, tags: monitor.tags.join(", "), monitor_id: monitor.id },
  };
  return { routing_key, event_action: "trigger", dedup_key, client: "Datadog", payload };
}

function services({ store }: World): readonly { readonly name: string; readonly key: string }[] {
  const rows = store.all(`${pagerdutyService.vendor}.${pagerdutyService.name}`);
  return rows.map(({ data }) => ({ name: String(data["service_name"]), key: String(data["service_key"]) }));
}

function allServices(world: World): readonly string[] {
  return services(world).map(({ name }) => name);
}

function keyOf(world: World, service: string): string | undefined {
  return services(world).find(({ name }) => name === service)?.key;
}

import type { Data, Entity } from "../../../world/entity.ts";
import { refuseWith, type Refusal } from "../../../http/refusal.ts";
import { alphabets } from "../../../world/ids.ts";
import type { World } from "../../../world/world.ts";
import { current, incidentOf } from "../incidents/incident-rows.ts";
import { acknowledge } from "../incidents/life.ts";
import type { Agent } from "../incidents/types.ts";
import type { Pointer } from "../references.ts";
import { isUnderMaintenance } from "../tables/maintenance-window.ts";
import type { ServiceData } from "../types.ts";
import { clear, openAlert, raise } from "./alerts.ts";
import { eventSchema, type EventInput, type PagerEvent } from "./event.ts";
import { judged, routed } from "./orchestrate.ts";

/** What a sender of an event is told. */
export interface Accepted {
  readonly status: "success";
  readonly message: "Event processed";
  readonly dedup_key: string;
}

/** Where a key leads. */
interface Entrance {
  readonly service: Entity<ServiceData> | undefined;
  readonly integration: Pointer | null;
}

/**
 * Takes an event of the Events API, version 2, at a sandbox time: by HTTP, or from a vendor beside us. One for a service that is
 * switched off or under maintenance is taken and makes no incident. Runs in the caller's transaction.
 *
 * @throws Refusal 400 for an event that is not understood, or a key that leads nowhere
 */
export function acceptEvent(world: World, at: number, given: EventInput | Data): Accepted {
  const parsed = eventSchema.safeParse(given);
  if (!parsed.success)
    throw notUnderstood(parsed.error.issues.map(({ message, path }) => `${path.join(".")} ${message}`.trim()));
  const event: PagerEvent = parsed.data;
  const key = event.dedup_key ?? world.ids.text("pagerduty.dedup-key", alphabets.hex, 32);
  const { service, integration } = entranceOf(world, event);
  if (!service) noteUnrouted(world, at, event);
  else take(world, at, { service, integration }, { ...event, dedup_key: key });
  return { status: "success", message: "Event processed", dedup_key: key };
}

function notUnderstood(errors: readonly string[]): Refusal {
  return refuseWith(400, { status: "invalid event", message: "Event object is invalid", errors });
}

function entranceOf(world: World, event: PagerEvent): Entrance {
  const integrations = world.store.all("pagerduty.integration");
  const own = integrations.find(({ data }) => data["integration_key"] === event.routing_key);
  if (own) {
    const service = world.store.get<ServiceData>(own.parent ?? "");
    return { service, integration: { id: own.data["id"] as string } };
  }
  const entrances = world.store.all("pagerduty.orchestration-integration");
  const found = entrances.find(({ data }) => (data["parameters"] as Data)["routing_key"] === event.routing_key);
  const orchestration = found && world.store.get(found.parent ?? "");
  // Text: [unverified].
  if (!orchestration) throw notUnderstood(["Invalid routing key"]);
  return { service: routed(world, orchestration, event), integration: null };
}

function noteUnrouted(world: World, at: number, { payload }: PagerEvent): void {
  const text = `An event found no service: ${payload?.summary ?? "without summary"}`;
  world.timeline.note({ source: "pagerduty", kind: "event.unrouted", at, text });
}

function take(world: World, at: number, { service, integration }: Required<Entrance>, given: PagerEvent): void {
  if (!service) return;
  const verdict = judged(world, service, given);
  const { event, dropped } = verdict;
  const key = event.dedup_key ?? "";
  const agent: Agent = integration
    ? { type: "integration", id: integration.id }
    : { type: "service", id: service.data.id };
  const alert = openAlert(world, service, key);
  if (dropped) return;
  if (event.event_action === "resolve") {
    if (alert) clear(world, at, alert, agent);
  } else if (event.event_action === "acknowledge") {
    const incident = alert?.data.incident == null ? undefined : incidentOf(world, alert.data.incident);
    if (incident) acknowledge(world, current(world, incident) ?? incident, at, agent);
  } else if (!alert && isListening(world, service, at)) {
    raise(world, at, { service, verdict, key, integration, agent });
  }
}

function isListening(world: World, { data }: Entity<ServiceData>, at: number): boolean {
  return data["status"] !== "disabled" && !isUnderMaintenance(world, data.id, at);
}

import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { alertsOf, current, incidentOf } from "../incidents/incident-rows.ts";
import { write } from "../incidents/journal.ts";
import { open, resolve } from "../incidents/life.ts";
import type { Agent, AlertData, IncidentData } from "../incidents/types.ts";
import { annotate } from "../incidents/remarks.ts";
import { urgencyOf } from "../incidents/urgency.ts";
import type { Pointer } from "../references.ts";
import { groupingSettingOf } from "../tables/alert-grouping-setting.ts";
import type { ServiceData } from "../types.ts";
import { newId } from "../wire.ts";
import type { Verdict } from "./orchestrate.ts";

/** Kind of the appointment at which a paused alert makes its incident. */
export const unpauseKind = "pagerduty.unpause";

/** An event on its way into a service. */
export interface Arrival {
  readonly service: Entity<ServiceData>;
  readonly verdict: Verdict;
  readonly key: string;
  readonly integration: Pointer | null;
  readonly agent: Agent;
}

/** The open alert of a key, if there is one. */
export function openAlert(world: World, service: Entity, key: string): Entity<AlertData> | undefined {
  const all = world.store.children<AlertData>("pagerduty.alert", service.key);
  return all.findLast(({ data }) => data.key === key && data.status === "triggered");
}

/** Makes an alert of an event; it joins an open incident where the service groups them, else opens one. */
export function raise(world: World, at: number, { service, verdict, key, integration, agent }: Arrival): void {
  const { event, suppressed, pausedFor, notes } = verdict;
  const { summary = "", severity = "critical", custom_details: details = {} } = event.payload ?? {};
  const data: AlertData = {
    ...{ id: newId(world, "alert"), key, status: "triggered", summary, severity, suppressed },
    ...{ incident: null, integration, details: details, resolvedAt: null },
  };
  const made = world.store.add<AlertData>("pagerduty.alert", { parent: service.key, at, data });
  const text = `Alert on ${service.data.name}${suppressed ? ", suppressed" : ""} (${severity}): ${summary}`;
  world.timeline.note({ source: "pagerduty", kind: "alert.triggered", at, text, data: { service: service.data.id } });
  if (suppressed) return;
  const pause = Math.max(pausedFor, pauseOf(world, service, key));
  const rest = { notes: [...notes], agent };
  if (pause === 0) joinOrOpen(world, at, made, rest);
  else world.agenda.book({ kind: unpauseKind, at: at + pause * 1000, about: made.key, data: rest });
}

/** A paused alert that is still there makes its incident. */
export function unpause(world: World, at: number, alert: Entity<AlertData>, data: Data): void {
  if (alert.data.status !== "triggered") return;
  joinOrOpen(world, at, alert, data as unknown as { notes: readonly string[]; agent: Agent });
}

/**
 * Seconds that a service waits with an alert that comes and goes: one whose last two of the same key ended by themselves within that
 * time. The real one learns it from history in its own way: [unverified].
 */
function pauseOf(world: World, service: Entity<ServiceData>, key: string): number {
  const settings = service.data["auto_pause_notifications_parameters"] as Data | null;
  const timeout = settings?.["enabled"] === true ? Number(settings["timeout"] ?? 0) : 0;
  if (timeout === 0) return 0;
  const before = world.store
    .children<AlertData>("pagerduty.alert", service.key)
    .filter(({ data }) => data.key === key && data.resolvedAt !== null)
    .slice(-2);
  const brief = before.filter(({ created, data }) => (data.resolvedAt ?? Infinity) - created <= timeout * 1000);
  return brief.length === 2 ? timeout : 0;
}

function joinOrOpen(
  world: World,
  at: number,
  alert: Entity<AlertData>,
  { notes, agent }: { readonly notes: readonly string[]; readonly agent: Agent },
): void {
  const service = world.store.get<ServiceData>(alert.parent ?? "");
  if (!service) return;
  const { summary, severity, key, details } = alert.data;
  const joined = grouping(world, service, alert, at);
  const urgency = urgencyOf(service.data, severity, at);
  const incident = joined ?? open(world, at, { service, title: summary, urgency, agent, key, details });
  world.store.alter(alert, at, { incident: incident.data.id });
  if (joined) {
    const text = `It joins #${String(joined.data.number)}: ${summary}`;
    write(world, joined, { kind: "trigger", at, agent, channel: { type: "api", summary }, text });
  }
  for (const content of joined ? [] : notes) annotate(world, incident, at, { content, agent });
}

/** The open incident that an alert joins. Source: PagerDuty knowledge base, "Alert Grouping"; by intelligence: not played. */
function grouping(
  world: World,
  service: Entity<ServiceData>,
  alert: Entity<AlertData>,
  at: number,
): Entity<IncidentData> | undefined {
  const own = groupingSettingOf(world, service.data.id);
  if (!own) return undefined;
  const { config, type } = own.data;
  const open = world.store
    .all<IncidentData>("pagerduty.incident")
    .filter(({ data }) => data.service.id === service.data.id && data.status !== "resolved");
  return open.findLast((incident) => {
    const others = alertsOf(world, incident);
    if (type === "time") return within(at - incident.created, config["timeout"]);
    const last = others.at(-1);
    if (type !== "content_based" || !last) return false;
    return within(at - last.created, config["time_window"] ?? 300) && isAlike(config, alert.data, last.data);
  });
}

/** A window of 0 is open until the incident ends. */
function within(milliseconds: number, seconds: unknown): boolean {
  return Number(seconds ?? 0) === 0 || milliseconds <= Number(seconds) * 1000;
}

function isAlike({ fields, aggregate }: Data, one: AlertData, other: AlertData): boolean {
  const value = (alert: AlertData, field: string): unknown =>
    field.startsWith("custom_details.") ? alert.details[field.slice("custom_details.".length)] : alert[field];
  const same = (fields as readonly string[]).map((field) => value(one, field) === value(other, field));
  return aggregate === "any" ? same.some(Boolean) : same.every(Boolean);
}

/** Ends an alert; the incident ends with its last one. */
export function clear(world: World, at: number, alert: Entity<AlertData>, agent: Agent): void {
  world.agenda.drop({ kind: unpauseKind, about: alert.key });
  world.store.alter(alert, at, { status: "resolved", resolvedAt: at });
  const incident = alert.data.incident === null ? undefined : incidentOf(world, alert.data.incident);
  const open = incident && alertsOf(world, incident).some(({ data }) => data.status === "triggered");
  if (incident && open === false) resolve(world, current(world, incident) ?? incident, at, agent);
}

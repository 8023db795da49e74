import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { policyOf } from "../on-call/escalation-levels.ts";
import { shown, type Kind, type Pointer } from "../references.ts";
import { iso, reference } from "../wire.ts";
import { escalateKind } from "./escalation.ts";
import { alertsOf, incidentOf } from "./incident-rows.ts";
import { kinds } from "./life.ts";
import type { Agent, AlertData, IncidentData, LogData, NoteData, NotificationData } from "./types.ts";

const pendingKinds = { escalate: escalateKind, unacknowledge: kinds.unacknowledge, resolve: kinds.resolve } as const;

/** An incident as answers show it. */
export function incidentView(world: World, incident: Entity<IncidentData>): Data {
  const { key, data, created, updated } = incident;
  const about = { incident_number: data.number, title: data.title, status: data.status, urgency: data.urgency };
  const times = {
    created_at: iso(created),
    updated_at: iso(updated),
    last_status_change_at: iso(data.statusChange.at),
  };
  return {
    ...reference(world, data.id, "incident", "incidents", `[#${String(data.number)}] ${data.title}`),
    ...about,
    ...times,
    resolved_at: data.resolvedAt === null ? undefined : iso(data.resolvedAt),
    incident_key: data.key,
    service: shown(world, "service", data.service),
    escalation_policy: shown(world, "escalation_policy", data.policy),
    teams: (policyOf(world, data.policy.id)?.data.teams ?? []).map((each) => shown(world, "team", each)),
    assigned_via: data.via,
    assignments: data.assignments.map(({ at, by }) => ({ at: iso(at), assignee: shown(world, "user", by) })),
    acknowledgements: data.acknowledgements.map(({ at, by }) => ({
      at: iso(at),
      acknowledger: acknowledger(world, by, data),
    })),
    last_status_change_by: agentView(world, data.statusChange.by, data.service),
    first_trigger_log_entry: firstEntry(world, key),
    alert_counts: counts(world, incident),
    pending_actions: pending(world, key),
    is_mergeable: data.status !== "resolved",
    incident_type: { name: "incident_default" },
    description: data.title,
    ...(data.details ? { body: { type: "incident_body", details: data.details } } : {}),
  };
}

function counts(world: World, incident: Entity<IncidentData>): Data {
  const alerts = alertsOf(world, incident);
  const triggered = alerts.filter(({ data }) => data.status === "triggered").length;
  return { all: alerts.length, triggered, resolved: alerts.length - triggered };
}

function pending({ agenda }: World, about: string): readonly Data[] {
  const found = Object.entries(pendingKinds).flatMap(([type, kind]) =>
    agenda.times({ kind, about }).map((at) => ({ type, at: iso(at) })),
  );
  return found.toSorted((a, b) => a.at.localeCompare(b.at));
}

function firstEntry(world: World, key: string): Data | undefined {
  const [first] = world.store.children<LogData>("pagerduty.log-entry", key);
  return first && entryReference(world, first.data);
}

function entryReference(world: World, { id, kind }: LogData): Data {
  return reference(world, id, `${kind}_log_entry_reference`, "log_entries", kind);
}

/** Who acts, as a reference; an integration has its service. */
function agentView(world: World, { id, type }: Agent, { id: service }: Pointer): Data {
  if (type !== "integration") return shown(world, type as Kind, { id });
  const self = `https://api.pagerduty.com/services/${service}/integrations/${id}`;
  return { id, type: "integration_reference", summary: "Events API", self, html_url: null };
}

function integrationView(world: World, { id }: Pointer, service: Pointer): Data {
  const found = world.store.all("pagerduty.integration").find(({ data }) => data["id"] === id);
  const type = (found?.data["type"] as string | undefined) ?? "events_api_v2_inbound_integration";
  return { ...agentView(world, { id, type: "integration" }, service), type: `${type}_reference` };
}

/** Schema: a person or a service. */
function acknowledger(world: World, by: Agent, { service }: IncidentData): Data {
  return by.type === "user" ? shown(world, "user", by) : shown(world, "service", service);
}

/** An alert as answers show it. */
export function alertView(world: World, { data, parent, created }: Entity<AlertData>): Data {
  const service = { id: String(world.store.get(parent ?? "")?.data["id"]) };
  const incident = data.incident === null ? undefined : incidentOf(world, data.incident);
  return {
    ...reference(world, data.id, "alert", "alerts", data.summary),
    ...{ status: data.status, alert_key: data.key, severity: data.severity, suppressed: data.suppressed },
    created_at: iso(created),
    service: shown(world, "service", service),
    ...(incident ? { incident: incidentReference(world, incident) } : {}),
    ...(data.integration ? { integration: integrationView(world, data.integration, service) } : {}),
    body: { type: "alert_body", contexts: [], details: data.details },
  };
}

/** An incident as another thing points at it. */
export function incidentReference(world: World, { data }: Entity<IncidentData>): Data {
  const summary = `[#${String(data.number)}] ${data.title}`;
  return reference(world, data.id, "incident_reference", "incidents", summary);
}

/** A line of the log as answers show it. */
export function logView(world: World, { data, parent, created }: Entity<LogData>): Data {
  const incident = world.store.get<IncidentData>(parent ?? "");
  const service = incident?.data.service ?? { id: "" };
  const users = data.users.map((each) => shown(world, "user", each));
  return {
    ...reference(world, data.id, `${data.kind}_log_entry`, "log_entries", data.kind.replaceAll("_", " ")),
    created_at: iso(created),
    agent: agentView(world, data.agent, service),
    channel: data.channel,
    ...(data.kind === "assign" ? { assignees: users } : {}),
    ...(data.kind === "notify" ? { user: users[0] } : {}),
    service: shown(world, "service", service),
    ...(incident ? { incident: incidentReference(world, incident) } : {}),
    ...{ teams: [], contexts: [], event_details: {} },
  };
}

/** A remark as answers show it; one by rules stands under its service's name. */
export function noteView(world: World, { data, created }: Entity<NoteData>): Data {
  const user = { ...shown(world, "user", data.user), type: "user_reference" };
  return {
    id: data.id,
    user,
    content: data.content,
    created_at: iso(created),
    channel: { summary: "The PagerDuty website or APIs" },
  };
}

/** A message as answers show it. */
export function notificationView(world: World, { data, created }: Entity<NotificationData>): Data {
  const { id, type, address, user } = data;
  return { id, type, started_at: iso(created), address, user: shown(world, "user", user), status: "success" };
}

import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Pointer } from "../references.ts";
import type { ServiceData } from "../types.ts";
import { newId } from "../wire.ts";
import { askLevel, stopAsking } from "./escalation.ts";
import { alertsOf, serviceOf, turn, userAgent } from "./incident-rows.ts";
import { agentName, nameOf, namesOf, write } from "./journal.ts";
import { tell } from "./notifications.ts";
import type { Agent, IncidentData, Urgency } from "./types.ts";
import { nextSupport } from "./urgency.ts";

/** Kinds of appointments about an incident, beside those of escalation. */
export const kinds = {
  unacknowledge: "pagerduty.unacknowledge",
  resolve: "pagerduty.auto-resolve",
  urgency: "pagerduty.raise-urgency",
} as const;

/** What makes an incident. */
export interface Opening {
  readonly service: Entity<ServiceData>;
  readonly title: string;
  readonly urgency: Urgency;
  readonly agent: Agent;
  /** Default: one of its own. */
  readonly key?: string | undefined;
  readonly details?: Data | undefined;
  /** Default: the service's. */
  readonly policy?: Pointer | undefined;
  /** Users asked in place of the policy. */
  readonly users?: readonly Pointer[] | undefined;
}

/** Opens an incident and asks the first people. */
export function open(world: World, at: number, opening: Opening): Entity<IncidentData> {
  const { service, title, urgency, agent, details, policy, users } = opening;
  const id = newId(world, "incident");
  const data: IncidentData = {
    ...{ id, number: world.ids.number("pagerduty.incident"), key: opening.key ?? id, title, details: details ?? null },
    ...{ status: "triggered", urgency, service: { id: service.data.id }, level: 0, loop: 0, assignments: [] },
    policy: policy ?? { id: service.data.escalation_policy.id },
    ...{ via: "escalation_policy", acknowledgements: [], statusChange: turn(at, agent), resolvedAt: null },
  };
  const made = world.store.add<IncidentData>("pagerduty.incident", { at, data });
  const text = `Incident #${String(data.number)} on ${service.data.name} (${urgency} urgency): ${title}`;
  write(world, made, { kind: "trigger", at, agent, channel: { type: "api", summary: title }, text });
  bookEnds(world, made, service.data, at);
  if (users === undefined || users.length === 0) askLevel(world, made, at, 1, agent);
  else reassign(world, made, at, users, agent);
  return made;
}

function bookEnds(world: World, { key, data }: Entity<IncidentData>, service: ServiceData, at: number): void {
  const timeout = service["auto_resolve_timeout"];
  if (typeof timeout === "number" && timeout > 0)
    world.agenda.book({ kind: kinds.resolve, at: at + timeout * 1000, about: key });
  const raises = service.scheduled_actions.some((each) => each["to_urgency"] === "high");
  const when = raises && data.urgency === "low" ? nextSupport(service, at) : undefined;
  if (when !== undefined) world.agenda.book({ kind: kinds.urgency, at: when, about: key });
}

/** Somebody takes an incident: nobody else is asked until the service's time for that is over. */
export function acknowledge(world: World, incident: Entity<IncidentData>, at: number, agent: Agent): void {
  if (incident.data.status === "resolved") return;
  const service = serviceOf(world, incident.data.service.id);
  stopAsking(world, incident);
  const acknowledgements = [...incident.data.acknowledgements.filter(({ by }) => by.id !== agent.id), turn(at, agent)];
  const taken = world.store.alter(incident, at, {
    status: "acknowledged",
    acknowledgements,
    statusChange: turn(at, agent),
  });
  const text = `${agentName(world, agent)} takes #${String(incident.data.number)}.`;
  write(world, taken, { kind: "acknowledge", at, agent, text });
  holdFor(world, taken, at, service?.data["acknowledgement_timeout"]);
}

function holdFor(world: World, { key }: Entity, at: number, seconds: unknown): void {
  world.agenda.drop({ kind: kinds.unacknowledge, about: key });
  if (typeof seconds !== "number" || seconds === 0) return;
  world.agenda.book({ kind: kinds.unacknowledge, at: at + seconds * 1000, about: key });
}

/** Keeps an incident quiet for a time; then it is triggered again. */
export function snooze(world: World, incident: Entity<IncidentData>, at: number, seconds: number, agent: Agent): void {
  if (incident.data.status === "triggered") acknowledge(world, incident, at, agent);
  holdFor(world, incident, at, seconds);
  const text = `${agentName(world, agent)} snoozes #${String(incident.data.number)} for ${String(Math.round(seconds / 60))} minutes.`;
  write(world, incident, { kind: "snooze", at, agent, text });
}

/** The time of an acknowledgement or a snooze is over: the people it is assigned to are asked again, and it escalates. */
export function unacknowledge(world: World, incident: Entity<IncidentData>, at: number): void {
  if (incident.data.status !== "acknowledged") return;
  const agent: Agent = { type: "service", id: incident.data.service.id };
  const again = world.store.alter(incident, at, {
    status: "triggered",
    acknowledgements: [],
    statusChange: turn(at, agent),
  });
  const text = `#${String(incident.data.number)} was taken and not resolved: it is triggered again.`;
  write(world, again, { kind: "unacknowledge", at, agent, text });
  if (again.data.via === "escalation_policy") askLevel(world, again, at, Math.max(1, again.data.level), agent);
  else
    reassign(
      world,
      again,
      at,
      again.data.assignments.map(({ by }) => ({ id: by.id })),
      agent,
    );
}

/** Ends an incident and its alerts. */
export function resolve(world: World, incident: Entity<IncidentData>, at: number, agent: Agent): void {
  if (incident.data.status === "resolved") return;
  world.agenda.drop({ about: incident.key });
  const done = { status: "resolved", resolvedAt: at, assignments: [], acknowledgements: [], level: 0 } as const;
  const ended = world.store.alter(incident, at, { ...done, statusChange: turn(at, agent) });
  const text = `#${String(incident.data.number)} is resolved by ${agentName(world, agent)}.`;
  write(world, ended, { kind: "resolve", at, agent, text });
  for (const alert of alertsOf(world, ended).filter(({ data }) => data.status === "triggered")) {
    world.store.alter(alert, at, { status: "resolved", resolvedAt: at });
  }
}

/** Gives an incident to people: it does not escalate any more. Source: PagerDuty knowledge base, "Reassign Incidents". */
export function reassign(
  world: World,
  incident: Entity<IncidentData>,
  at: number,
  users: readonly Pointer[],
  agent: Agent,
): void {
  stopAsking(world, incident);
  const assignments = users.map(({ id }) => turn(at, userAgent(id)));
  const change = { status: "triggered", assignments, via: "direct_assignment", acknowledgements: [] } as const;
  const given = world.store.alter(incident, at, { ...change, statusChange: turn(at, agent) });
  const text = `#${String(incident.data.number)} is given to ${namesOf(world, users)}.`;
  write(world, given, { kind: "assign", at, agent, users, text });
  tell(world, given, at);
}

/** Gives an incident to a policy, from one of its levels on. */
export function redirect(
  world: World,
  incident: Entity<IncidentData>,
  at: number,
  to: { policy: Pointer; level: number },
  agent: Agent,
): void {
  const change = { status: "triggered", policy: to.policy, loop: 0, acknowledgements: [] } as const;
  const moved = world.store.alter(incident, at, { ...change, statusChange: turn(at, agent) });
  const text = `#${String(incident.data.number)} goes to level ${String(to.level)} of ${nameOf(world, "escalation_policy", to.policy)}.`;
  write(world, moved, { kind: "escalate", at, agent, text });
  askLevel(world, moved, at, to.level, agent);
}

/** Changes how urgent an incident is; one that becomes urgent begins to escalate. */
export function setUrgency(
  world: World,
  incident: Entity<IncidentData>,
  at: number,
  urgency: Urgency,
  agent: Agent,
): void {
  if (incident.data.urgency === urgency || incident.data.status === "resolved") return;
  const changed = world.store.alter(incident, at, { urgency });
  write(world, changed, {
    kind: "urgency_change",
    at,
    agent,
    text: `#${String(incident.data.number)} is of ${urgency} urgency now.`,
  });
  if (changed.data.status === "triggered" && changed.data.via === "escalation_policy") {
    askLevel(world, changed, at, Math.max(1, changed.data.level), agent);
  }
}

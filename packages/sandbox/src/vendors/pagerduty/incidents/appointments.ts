import type { Entity } from "../../../world/entity.ts";
import type { AppointmentHandler, Due } from "../../../world/agenda.ts";
import { escalate, escalateKind } from "./escalation.ts";
import { userAgent } from "./incident-rows.ts";
import { acknowledge, kinds, resolve, setUrgency, unacknowledge } from "./life.ts";
import { notify, notifyKind } from "./notifications.ts";
import { respondKind } from "./responders.ts";
import type { Agent, IncidentData } from "./types.ts";

type Act = (incident: Entity<IncidentData>, due: Due) => void;

const onIncident =
  (act: Act): AppointmentHandler =>
  (due) => {
    if (due.about) act(due.about as Entity<IncidentData>, due);
  };

const itself = ({ data }: Entity<IncidentData>): Agent => ({ type: "service", id: data.service.id });

/** What PagerDuty does by itself when the time has come. */
export const incidentAppointments: Readonly<Record<string, AppointmentHandler>> = {
  [escalateKind]: onIncident((incident, { world, at }) => {
    escalate(world, incident, at);
  }),
  [notifyKind]: onIncident((incident, { world, at, data }) => {
    notify(world, incident, at, data);
  }),
  [respondKind]: onIncident((incident, { world, at, data }) => {
    const user = data["user"] as string;
    const isAsked = incident.data.assignments.some(({ by }) => by.id === user);
    if (incident.data.status !== "triggered" || !isAsked) return;
    if (!world.faults.meetSilence(incident.data.level)) acknowledge(world, incident, at, userAgent(user));
  }),
  [kinds.unacknowledge]: onIncident((incident, { world, at }) => {
    unacknowledge(world, incident, at);
  }),
  [kinds.resolve]: onIncident((incident, { world, at }) => {
    resolve(world, incident, at, itself(incident));
  }),
  [kinds.urgency]: onIncident((incident, { world, at }) => {
    setUrgency(world, incident, at, "high", itself(incident));
  }),
};

import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import { clear } from "../events/alerts.ts";
import { actor, named } from "./changes.ts";
import { alertsOf } from "./incident-rows.ts";
import { pageOf } from "../pages.ts";
import { isAsked, isIn, requireRange } from "../queries.ts";
import { remark } from "./remarks.ts";
import type { AlertData, LogData, NoteData, NotificationData } from "./types.ts";
import { alertView, logView, noteView, notificationView } from "./views.ts";

const scopes = { read: "incidents.read", write: "incidents.write" };

/** What belongs to incidents: alerts, remarks, the log, and the messages that went out. */
export const incidentPartRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/incidents/{incident_id}/alerts",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/alerts",
    run: (call) => {
      const alerts = alertsOf(call.world, named(call)).filter(({ data }) => isIn(call, "statuses", data.status));
      return { status: 200, body: pageOf("alerts", alerts, (each) => alertView(call.world, each), call) };
    },
  },
  {
    method: "GET",
    template: "/incidents/{incident_id}/alerts/{alert_id}",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/alerts/{alert_id}",
    run: (call) => ({ status: 200, body: { alert: alertView(call.world, alertOf(call)) } }),
  },
  {
    method: "PUT",
    template: "/incidents/{incident_id}/alerts/{alert_id}",
    scope: scopes.write,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/alerts/{alert_id}; the incident ends with its last alert",
    run: (call) => {
      const { alert } = (call.request.body ?? {}) as { alert?: { status?: string } };
      if (alert?.status !== "resolved") {
        throw invalid("Alert", { path: ["status"], code: "enum", message: "must be resolved", given: alert?.status });
      }
      clear(call.world, call.now, alertOf(call), actor(call));
      return { status: 200, body: { alert: alertView(call.world, alertOf(call)) } };
    },
  },
  {
    method: "GET",
    template: "/incidents/{incident_id}/notes",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/notes: newest first [unverified]",
    run: (call) => {
      const notes = call.world.store.children<NoteData>("pagerduty.note", named(call).key).toReversed();
      return { status: 200, body: { notes: notes.map((each) => noteView(call.world, each)) } };
    },
  },
  {
    method: "POST",
    template: "/incidents/{incident_id}/notes",
    scope: scopes.write,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/notes: at most 65,536 characters [unverified]",
    run: (call) => {
      const { note } = (call.request.body ?? {}) as { note?: { content?: unknown } };
      const content = note?.content;
      if (typeof content !== "string" || content === "" || content.length > 65_536) {
        throw invalid("Note", { path: ["content"], code: "missing", message: "missing" });
      }
      return { status: 200, body: { note: noteView(call.world, remark(call, named(call), content)) } };
    },
  },
  {
    method: "GET",
    template: "/incidents/{incident_id}/log_entries",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/log_entries: newest first",
    run: (call) => {
      const lines = call.world.store.children<LogData>("pagerduty.log-entry", named(call).key);
      return { status: 200, body: logPage(lines, call) };
    },
  },
  {
    method: "GET",
    template: "/log_entries",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /log_entries: newest first",
    run: (call) => ({ status: 200, body: logPage(call.world.store.all<LogData>("pagerduty.log-entry"), call) }),
  },
  {
    method: "GET",
    template: "/notifications",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /notifications: since and until are asked for; scope [unverified]",
    run: (call) => {
      requireRange(call, "Notifications");
      const inRange = isAsked(call);
      const filter = call.request.query.get("filter");
      const all = call.world.store.all<NotificationData>("pagerduty.notification");
      const found = all.filter(({ created, data }) => inRange(created) && (filter ?? data.type) === data.type);
      return { status: 200, body: pageOf("notifications", found, (each) => notificationView(call.world, each), call) };
    },
  },
];

function alertOf(call: Call): Entity<AlertData> {
  const found = alertsOf(call.world, named(call)).find(({ data }) => data.id === call.params["alert_id"]);
  if (!found) throw missing("Alert");
  return found;
}

function logPage(lines: readonly Entity<LogData>[], call: Call): object {
  const inRange = isAsked(call);
  const found = lines.filter(({ created }) => inRange(created)).toReversed();
  return pageOf("log_entries", found, (each) => logView(call.world, each), call);
}

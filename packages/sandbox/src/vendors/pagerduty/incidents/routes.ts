import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { policyOf } from "../on-call/escalation-levels.ts";
import { actor, create, named, update } from "./changes.ts";
import { current } from "./incident-rows.ts";
import { resolve, snooze } from "./life.ts";
import { pageOf } from "../pages.ts";
import { isAsked, isIn } from "../queries.ts";
import type { AlertData, IncidentData } from "./types.ts";
import { incidentReference, incidentView } from "./views.ts";

const scopes = { read: "incidents.read", write: "incidents.write" };
const month = 30 * 86_400_000;
const longestSnooze = 604_800;

/** Incidents: listed, opened, taken, given on, kept quiet, merged and ended (O2, O4). */
export const incidentRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/incidents",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents: without a range the last month; date_range=all: everything",
    run: (call) => ({
      status: 200,
      body: pageOf("incidents", listed(call), (each) => incidentView(call.world, each), call),
    }),
  },
  {
    method: "POST",
    template: "/incidents",
    scope: scopes.write,
    statuses: [201],
    source: "pagerduty.json /incidents; facts/endpoints.md section 5",
    run: (call) => ({ status: 201, body: { incident: incidentView(call.world, create(call)) } }),
  },
  {
    method: "PUT",
    template: "/incidents",
    scope: scopes.write,
    statuses: [200],
    source: "pagerduty.json /incidents: several at once, 250 at most",
    run: (call) => {
      const { incidents = [] } = (call.request.body ?? {}) as { incidents?: readonly Data[] };
      if (incidents.length === 0 || incidents.length > 250) {
        throw invalid("Incidents", { path: ["incidents"], code: "missing", message: "missing" });
      }
      const changed = incidents.map((each) => update(call, named(call, String(each["id"])), each));
      return { status: 200, body: pageOf("incidents", changed, (each) => incidentView(call.world, each), call) };
    },
  },
  {
    method: "GET",
    template: "/incidents/{incident_id}",
    scope: scopes.read,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}: by id or number",
    run: (call) => ({ status: 200, body: { incident: incidentView(call.world, named(call)) } }),
  },
  {
    method: "PUT",
    template: "/incidents/{incident_id}",
    scope: scopes.write,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}",
    run: (call) => {
      const { incident } = (call.request.body ?? {}) as { incident?: Data };
      return { status: 200, body: { incident: incidentView(call.world, update(call, named(call), incident)) } };
    },
  },
  {
    method: "POST",
    template: "/incidents/{incident_id}/snooze",
    scope: scopes.write,
    statuses: [201],
    source: "pagerduty.json /incidents/{id}/snooze: 1 second to a week",
    run: (call) => {
      const found = named(call);
      const { duration } = (call.request.body ?? {}) as { duration?: unknown };
      if (
        typeof duration !== "number" ||
        duration < 1 ||
        duration > longestSnooze ||
        found.data.status === "resolved"
      ) {
        throw invalid("Snooze", {
          path: ["duration"],
          code: "range",
          message: "must be 1 to 604800 seconds",
          given: duration,
        });
      }
      snooze(call.world, found, call.now, duration, actor(call));
      return { status: 201, body: { incident: incidentView(call.world, current(call.world, found) ?? found) } };
    },
  },
  {
    method: "PUT",
    template: "/incidents/{incident_id}/merge",
    scope: scopes.write,
    statuses: [200],
    source: "pagerduty.json /incidents/{id}/merge: alerts move, the sources are resolved",
    run: (call) => {
      const target = named(call);
      const { source_incidents: sources = [] } = (call.request.body ?? {}) as { source_incidents?: readonly Data[] };
      for (const each of sources) mergeInto(call, target, named(call, String(each["id"])));
      return { status: 200, body: { incident: incidentReference(call.world, target) } };
    },
  },
];

function mergeInto({ world, now, ...call }: Call, target: Entity<IncidentData>, source: Entity<IncidentData>): void {
  const alerts = world.store.all<AlertData>("pagerduty.alert").filter(({ data }) => data.incident === source.data.id);
  for (const alert of alerts) {
    world.store.alter(alert, now, { incident: target.data.id });
  }
  resolve(world, source, now, actor({ world, now, ...call }));
}

function listed(call: Call): readonly Entity<IncidentData>[] {
  const { world, request, now } = call;
  const hasRange =
    request.query.has("since") || request.query.has("until") || request.query.get("date_range") === "all";
  const inRange = hasRange ? isAsked(call) : (at: number): boolean => at > now - month;
  const key = request.query.get("incident_key");
  const teams = ({ data }: Entity<IncidentData>): readonly string[] =>
    (policyOf(world, data.policy.id)?.data.teams ?? []).map(({ id }) => id);
  const found = world.store
    .all<IncidentData>("pagerduty.incident")
    .filter(
      (each) =>
        inRange(each.created) &&
        (key === null || each.data.key === key) &&
        isIn(call, "statuses", each.data.status) &&
        isIn(call, "urgencies", each.data.urgency) &&
        isIn(call, "service_ids", each.data.service.id) &&
        isIn(call, "user_ids", ...each.data.assignments.map(({ by }) => by.id)) &&
        isIn(call, "team_ids", ...teams(each)),
    );
  return sorted(found, request.query.get("sort_by") ?? "created_at:asc");
}

function sorted(found: readonly Entity<IncidentData>[], by: string): readonly Entity<IncidentData>[] {
  const [field, direction = "asc"] = by.split(":");
  const value = ({ data, created }: Entity<IncidentData>): number =>
    field === "incident_number" ? data.number : field === "resolved_at" ? (data.resolvedAt ?? 0) : created;
  const ascending = found.toSorted((a, b) => value(a) - value(b) || a.data.number - b.data.number);
  return direction === "desc" ? ascending.toReversed() : ascending;
}

import type { Ids, Lives } from "./life.ts";
import { types } from "./pagerduty-types.ts";

const constant = (urgency: string): object => ({ type: "constant", urgency });
/** Hours of support. */
export const hours = {
  type: "fixed_time_per_day",
  timeZone: "Europe/Berlin",
  startTime: "09:00:00",
  endTime: "17:00:00",
  daysOfWeeks: [1, 2, 3],
};
/** Urgent during support hours only. */
export const byHours = {
  type: "use_support_hours",
  duringSupportHours: constant("high"),
  outsideSupportHours: constant("low"),
};
const raised = [
  { type: "urgency_change", toUrgency: "high", ats: [{ type: "named_time", name: "support_hours_start" }] },
];

const noEmail = {
  ...Object.fromEntries(
    [
      "emailFilterMode",
      "emailFilters",
      "emailIncidentCreation",
      "emailParsers",
      "emailParsingFallback",
      "integrationEmail",
    ].map((key) => [key, "e-mail integrations are not part of the product"]),
  ),
  integrationKey: "read-only at the vendor",
};

/** One thing that needs another. */
export const between =
  (ids: Ids) =>
  (below: string, above: string): object => ({
    supportingServices: [{ id: ids[below] ?? below, type: "service" }],
    dependentServices: [{ id: ids[above] ?? above, type: "business_service" }],
  });

/** Services and what belongs to them. */
export const serviceLives = (ids: Ids): Lives => ({
  service: {
    type: types.service,
    inputs: {
      name: "bridge-api-prod",
      description: "Bridge API, Production. (managed-by: launchgate)",
      escalationPolicy: ids["policy"],
      alertCreation: "create_alerts_and_incidents",
      acknowledgementTimeout: "1800",
      autoResolveTimeout: "null",
      incidentUrgencyRule: { type: "constant", urgency: "high" },
      autoPauseNotificationsParameters: { enabled: true, timeout: 120 },
    },
    changes: {
      name: { to: "bridge-api" },
      description: [{ to: "Another" }, { to: undefined }],
      escalationPolicy: { to: ids["other policy"] },
      alertCreation: { to: "create_incidents" },
      acknowledgementTimeout: [{ to: "null" }, { to: "3600" }],
      autoResolveTimeout: [{ to: "600" }, { to: undefined }],
      incidentUrgencyRule: [
        { to: { type: "constant", urgency: "severity_based" } },
        { to: byHours, with: { supportHours: hours } },
      ],
      supportHours: { to: hours },
      scheduledActions: { to: raised, with: { incidentUrgencyRule: byHours, supportHours: hours } },
      autoPauseNotificationsParameters: [{ to: { enabled: true, timeout: 900 } }, { to: { enabled: false } }],
    },
  },
  "integration by vendor": {
    type: types.integration,
    inputs: { service: ids["web"], name: "Datadog", vendor: ids["datadog"] },
    changes: {
      name: { to: "Datadog monitors" },
      vendor: { to: ids["sentry"], act: "replace" },
      service: { to: ids["api"], act: "replace" },
    },
    unchanged: { type: "conflicts with a vendor: tested below", ...noEmail },
    importId: (state, id) => `${String(state["service"])}.${id}`,
  },
  "integration by kind": {
    type: types.integration,
    inputs: { service: ids["web"], name: "Events API v2", type: "events_api_v2_inbound_integration" },
    changes: {
      name: { to: "Events" },
      type: { to: "generic_events_api_inbound_integration", act: "replace" },
      service: { to: ids["api"], act: "replace" },
    },
    unchanged: { vendor: "conflicts with a kind", ...noEmail },
    importId: (state, id) => `${String(state["service"])}.${id}`,
  },
  dependency: {
    type: types.dependency,
    hidden: "every change makes it anew",
    inputs: { dependency: between(ids)("web", "app") },
    changes: { dependency: { to: between(ids)("api", "app"), act: "replace" } },
    importId: (_state, id) => `${ids["web"] ?? ""}.service.${id}`,
  },
  "maintenance window": {
    type: types.maintenance,
    inputs: {
      description: "Rehearsal of the Postgres upgrade (managed-by: launchgate)",
      startTime: "2037-01-16T07:00:00Z",
      endTime: "2037-01-16T11:00:00Z",
      services: [ids["web"], ids["tickets"]],
    },
    changes: {
      description: [{ to: "Another" }, { to: undefined }],
      startTime: [{ to: "2037-01-16T08:00:00Z" }, { to: "2037-01-16T08:00:00+01:00", act: "same" }],
      endTime: { to: "2037-01-16T12:00:00Z" },
      services: { to: [ids["api"]] },
    },
  },
  "alert grouping": {
    type: types.grouping,
    inputs: { name: "web", description: "Grouped", type: "time", services: [ids["web"]], config: { timeout: 300 } },
    changes: {
      name: { to: "web alerts" },
      description: [{ to: "Another" }, { to: undefined }],
      services: { to: [ids["tickets"]] },
      config: [{ to: { timeout: 600 } }, { to: undefined }],
      type: [
        { to: "intelligent", with: { config: { timeWindow: 600, iagFields: ["summary", "source"] } } },
        {
          to: "content_based",
          with: { config: { aggregate: "all", fields: ["source", "severity"], timeWindow: 3600 } },
        },
        { to: "content_based_intelligent", with: { config: { aggregate: "any", fields: ["source"] } } },
      ],
    },
  },
});

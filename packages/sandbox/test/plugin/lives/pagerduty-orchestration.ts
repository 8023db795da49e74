import type { Ids, Lives } from "./life.ts";
import { types } from "./pagerduty-types.ts";

/** Routes to the service that the event names. */
export const byName = {
  label: "To the service named",
  actions: {
    dynamicRouteTos: [
      { lookupBy: "service_name", regex: "^(web|api)$", source: "event.custom_details.pagerduty_service" },
    ],
  },
};
/** Of critical events only. */
export const critical = [{ expression: "event.severity matches 'critical'" }];
/** Keeps information without an incident. */
export const info = {
  label: "Information is kept and opens no incident",
  conditions: [{ expression: "event.severity matches 'info'" }],
  actions: { suppress: true },
};
/** What production adds to each event. */
export const annotated = {
  annotate: "service: web, stage: prod",
  extractions: [{ target: "event.custom_details.launchgate_service", template: "web" }],
};
const automation = {
  name: "restart",
  url: "https://automation.example/restart",
  autoSend: true,
  headers: [{ key: "x", value: "y" }],
  parameters: [{ key: "a", value: "b" }],
};

/** Every action of an event, one at a time. */
export const eachAction = (ids: Ids): readonly object[] => [
  { annotate: "noted" },
  { severity: "warning" },
  { eventAction: "resolve" },
  { suspend: 120 },
  { priority: "PPRIO1" },
  { escalationPolicy: ids["policy"] },
  { variables: [{ name: "host", path: "event.summary", type: "regex", value: "on (.*)" }] },
  { extractions: [{ target: "event.summary", source: "event.summary", regex: "^(.*)$" }] },
  { incidentCustomFieldUpdates: [{ id: "PFIELD1", value: "x" }] },
  { automationAction: automation },
  { automationAction: { ...automation, triggerTypes: "alert_triggered" } },
  { pagerdutyAutomationAction: { actionId: "01ACTION" } },
];

/** Rules as the one set of a service. */
export const sets = (...rules: readonly object[]): readonly object[] => [{ id: "start", rules }];

/** Orchestrations and their rules. */
export const orchestrationLives = (ids: Ids): Lives => ({
  orchestration: {
    type: types.orchestration,
    inputs: { name: "Motion Mavericks releases", description: "Entrance for events", team: ids["team"] },
    changes: {
      name: { to: "Releases" },
      description: [{ to: "Entrance" }, { to: undefined }],
      team: { to: undefined },
    },
  },
  router: {
    type: types.router,
    lasting: true,
    inputs: {
      eventOrchestration: ids["entrance"],
      catchAll: { actions: { routeTo: "unrouted" } },
      set: { id: "start", rules: [byName] },
    },
    changes: {
      catchAll: { to: { actions: { routeTo: ids["web"] } } },
      set: [
        { to: { id: "start", rules: [{ actions: { routeTo: ids["web"] }, conditions: critical, disabled: true }] } },
        { to: { id: "start", rules: [byName, { label: "api", actions: { routeTo: ids["api"] } }] } },
        { to: { id: "start" } },
      ],
    },
    unchanged: { eventOrchestration: "moves the router to another orchestration: tested below" },
  },
  "rules of a service": {
    type: types.rules,
    lasting: true,
    inputs: {
      service: ids["web"],
      enableEventOrchestrationForService: true,
      sets: sets(info),
      catchAll: { actions: annotated },
    },
    changes: {
      enableEventOrchestrationForService: { to: false },
      sets: [
        { to: sets({ ...info, disabled: true }) },
        { to: sets({ actions: { routeTo: "next" } }).concat({ id: "next", rules: [info] }) },
        ...eachAction(ids).map((actions) => ({ to: sets({ ...info, actions }) })),
      ],
      catchAll: [{ to: { actions: {} } }, ...eachAction(ids).map((actions) => ({ to: { actions } }))],
    },
    unchanged: { service: "moves the rules to another service: tested below" },
  },
});

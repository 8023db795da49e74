import type { MutationTable } from "./mutate.ts";
import { named, reasons, type KindMutations } from "./mutation-row.ts";

const byId =
  (collection: string): KindMutations["rows"] =>
  ({ id }, rows) => [rows.one(`pagerduty.${collection}`, { id })];
const of =
  (collection: string, inner: string): KindMutations["rows"] =>
  ({ id }, rows) => [rows.below(rows.one(`pagerduty.${collection}`, { id }), `pagerduty.${inner}`)];
const target = "escalation_rules[].targets[]";

/** How what the stacks declare at PagerDuty is changed there. */
export const pagerdutyMutations: MutationTable = {
  "pagerduty:User": { rows: byId("user") },
  "pagerduty:UserContactMethod": {
    rows: byId("contact-method"),
    untouched: {
      ...named("userId"),
      type: reasons.made,
      sendShortEmail: "only e-mails know it, and none is declared",
    },
  },
  "pagerduty:UserNotificationRule": {
    rows: byId("notification-rule"),
    wire: { "contactMethod.id": "contact_method.id" },
    untouched: { ...named("userId"), "contactMethod.type": "PagerDuty tells it by the contact method itself" },
  },
  "pagerduty:Team": { rows: byId("team") },
  "pagerduty:TeamMembership": {
    rows: ({ inputs }, rows) => [
      rows.below(rows.one("pagerduty.team", { id: inputs["teamId"] }), "pagerduty.team-membership", {
        user_id: inputs["userId"],
      }),
    ],
    untouched: named("teamId", "userId"),
  },
  "pagerduty:Schedule": {
    rows: byId("schedule"),
    wire: {
      "teams[]": "teams[].id",
      "layers[].users[]": "schedule_layers[].users[].user.id",
      "layers[].restrictions[].type": ({ drafts: [draft], positions }) => {
        const layers = draft?.data["schedule_layers"] as { restrictions: Record<string, unknown>[] }[];
        const restriction = layers[positions[0] ?? 0]?.restrictions[positions[1] ?? 0];
        Object.assign(restriction ?? {}, { type: "weekly_restriction", start_day_of_week: 1 });
        return restriction !== undefined;
      },
    },
    untouched: {
      "layers[].start": "PagerDuty moves a start in the past to the moment of the change; the provider passes over it",
    },
  },
  "pagerduty:EscalationPolicy": {
    rows: byId("escalation-policy"),
    wire: {
      teams: "teams[].id",
      "rules[].targets[].id": `${target}.id`,
      "rules[].targets[].type": `${target}.type`,
    },
  },
  "pagerduty:Service": {
    rows: byId("service"),
    wire: {
      escalationPolicy: "escalation_policy.id",
      "scheduledActions[].ats[].name": "scheduled_actions[].at.name",
      "scheduledActions[].ats[].type": "scheduled_actions[].at.type",
      "incidentUrgencyRule.type": "incident_urgency_rule.type",
      "supportHours.type": "support_hours.type",
      "scheduledActions[].type": "scheduled_actions[].type",
      "incidentUrgencyRule.duringSupportHours.type": "incident_urgency_rule.during_support_hours.type",
      "incidentUrgencyRule.outsideSupportHours.type": "incident_urgency_rule.outside_support_hours.type",
    },
  },
  "pagerduty:ServiceIntegration": {
    rows: byId("integration"),
    wire: { vendor: "vendor.id" },
    untouched: named("service"),
  },
  "pagerduty:BusinessService": {
    rows: byId("business-service"),
    wire: { team: "team.id" },
    untouched: { type: "every business service has the same" },
  },
  "pagerduty:AlertGroupingSetting": { rows: byId("alert-grouping-setting"), wire: { "services[]": "services[].id" } },
  "pagerduty:MaintenanceWindow": { rows: byId("maintenance-window"), wire: { "services[]": "services[].id" } },
  "pagerduty:EventOrchestration": { rows: byId("event-orchestration"), wire: { team: "team.id" } },
  "pagerduty:EventOrchestrationRouter": {
    rows: of("event-orchestration", "orchestration-router"),
    wire: {
      "set.rules[].actions.dynamicRouteTos[].lookupBy": "sets.0.rules[].actions.dynamic_route_to.lookup_by",
      "set.rules[].actions.dynamicRouteTos[].regex": "sets.0.rules[].actions.dynamic_route_to.regex",
      "set.rules[].actions.dynamicRouteTos[].source": "sets.0.rules[].actions.dynamic_route_to.source",
      "set.rules[].label": "sets.0.rules[].label",
    },
    untouched: { ...named("eventOrchestration"), "set.id": reasons.identity },
  },
  "pagerduty:EventOrchestrationService": {
    rows: ({ id }, rows) => {
      const service = rows.one("pagerduty.service", { id });
      const collections = ["pagerduty.orchestration-service", "pagerduty.service-orchestration-active"];
      return collections.map((each) => rows.below(service, each));
    },
    wire: {
      enableEventOrchestrationForService: ({ drafts }) => {
        const [, active] = drafts;
        if (active !== undefined) active.data["active"] = active.data["active"] !== true;
        return active !== undefined;
      },
    },
    untouched: { ...named("service"), "sets[].id": reasons.identity },
  },
};

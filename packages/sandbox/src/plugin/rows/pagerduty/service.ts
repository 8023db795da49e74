import { plainRow } from "../../plain-row.ts";
import { addressesOf, managedByPulumi } from "./description.ts";
import { flag, inputs, list, number, object, text } from "./input.ts";
import { serviceForms, serviceProblems } from "./service-form.ts";

const byHours = (name: string) => object(name, { type: text, urgency: text });
const urgencies = ["high", "low", "severity_based"] as const;

/**
 * What can break, and whom that pages. The deprecated grouping inputs and the response play are left out: the product's own class
 * does not know them. `status` and `lastIncidentTimestamp` are not read, as in the official provider.
 */
export const service = plainRow({
  type: "pagerduty:index/service:Service",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_service.go; schema of plugin 4.34.0; hours and actions taken away: [unverified]",
  ...addressesOf("services"),
  readBy: "GET /services/{id}?include[]=auto_pause_notifications_parameters",
  id: "{answer.service.id}",
  wrap: "service",
  autoName: true,
  inputs: inputs({
    name: text,
    description: text,
    "escalationPolicy*": text,
    alertCreation: text,
    acknowledgementTimeout: text,
    autoResolveTimeout: text,
    incidentUrgencyRule: object("ServiceIncidentUrgencyRule", {
      "type*": text,
      urgency: text,
      duringSupportHours: byHours("ServiceDuringSupportHours"),
      outsideSupportHours: byHours("ServiceOutsideSupportHours"),
    }),
    supportHours: object("ServiceSupportHours", {
      type: text,
      timeZone: text,
      startTime: text,
      endTime: text,
      daysOfWeeks: list(number),
    }),
    scheduledActions: list(
      object("ServiceScheduledAction", {
        type: text,
        toUrgency: text,
        ats: list(object("ServiceScheduledActionAt", { type: text, name: text })),
      }),
    ),
    autoPauseNotificationsParameters: object("ServiceAutoPauseNotificationsParameters", {
      enabled: flag,
      timeout: number,
    }),
  }),
  settings: {
    description: managedByPulumi,
    alertCreation: { values: ["create_alerts_and_incidents", "create_incidents"] },
    acknowledgementTimeout: { default: "1800" },
    autoResolveTimeout: { default: "14400" },
    "incidentUrgencyRule.urgency": { values: urgencies },
    "autoPauseNotificationsParameters.timeout": { values: [120, 180, 300, 600, 900] },
    supportHours: { absent: null },
    scheduledActions: { absent: [] },
  },
  forms: serviceForms,
  complete: (body) => ({ type: "service", ...body }),
  also: (body) => ({ ...body, status: undefined, last_incident_timestamp: undefined }),
  check: serviceProblems,
});

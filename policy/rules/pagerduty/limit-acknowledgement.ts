import { defineRule, when } from "../../define-rule.ts";

/** Acknowledged is not solved (O1). */
export const limitAcknowledgement = defineRule({
  id: "pagerduty-service-limit-acknowledgement",
  title: "An acknowledged incident of high urgency alarms again within the hour",
  cause: "acknowledgementTimeout is null, not set, or above the pack's `maximumAcknowledgementMinutes`.",
  why: "Somebody presses the button half asleep, and the incident is silent until customers write.",
  fix: "Set services.<id>.pagerDuty.acknowledgementTimeout.",
  requirements: ["O1"],
  severity: "medium",
  types: ["pagerduty:index/service:Service"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/configurable-service-settings",
  scope: "resource",
  check: (service, { settings: { maximumAcknowledgementMinutes: most } }) => {
    if (service.text("incidentUrgencyRule.urgency") === "low") return [];
    const timeout = service.text("acknowledgementTimeout") ?? "null";
    const minutes = timeout === "null" ? Number.POSITIVE_INFINITY : Number(timeout) / 60;
    const name = service.text("name") ?? service.name;
    return when(
      !(minutes <= most),
      `an acknowledged incident of "${name}" ${Number.isFinite(minutes) ? `is silent for ${String(minutes)} minutes` : "stays silent"}`,
    );
  },
});

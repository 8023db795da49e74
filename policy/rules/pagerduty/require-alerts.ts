import { defineRule, when } from "../../define-rule.ts";

/** What came in can be seen (O1, O4). */
export const requireAlerts = defineRule({
  id: "pagerduty-service-require-alerts",
  title: "A service keeps alerts and incidents apart",
  cause: "alertCreation is not create_alerts_and_incidents.",
  why: "Ten monitors make ten incidents, or one that hides nine: acknowledgement times mean nothing.",
  fix: "Leave alertCreation to components/pagerduty.",
  requirements: ["O1", "O4"],
  severity: "low",
  levels: { foreign: "advisory" },
  types: ["pagerduty:index/service:Service"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/alerts",
  scope: "resource",
  check: (service) => {
    const creation = service.text("alertCreation") ?? "unset";
    return when(
      creation !== "create_alerts_and_incidents",
      `"${service.text("name") ?? service.name}" keeps no alerts: ${creation}`,
    );
  },
});

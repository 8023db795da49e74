import { defineRule, when } from "../../define-rule.ts";

/** An objective that burns is heard (O2). */
export const requireBurnAlerts = defineRule({
  id: "datadog-objective-require-burn-alert",
  title: "Each objective has an alert on its burn rate",
  cause: "No monitor of type slo alert with a burn_rate query uses the objective.",
  why: "The error budget of a month is gone in an afternoon, and the report tells of it on the first.",
  fix: "Let components/datadog/burn-monitors.ts make the alerts.",
  requirements: ["O2", "T4"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: ["datadog:index/serviceLevelObjective:ServiceLevelObjective"],
  tags: ["alerting", "slo"],
  link: "https://docs.datadoghq.com/service_management/service_level_objectives/burn_rate/",
  features: ["datadog-slos"],
  scope: "in-stack",
  check: (objective, { graph }) => {
    const alerts = graph
      .usersOf(objective, "datadog:index/monitor:Monitor")
      .filter((each) => each.text("type") === "slo alert");
    // The query names the objective's id: before that is known, being used by an slo alert is what can be seen.
    return when(alerts.length === 0, `nobody hears objective "${objective.text("name") ?? objective.name}" burn`);
  },
});

import { defineRule, productionOnly, when } from "../../define-rule.ts";

/** Silence is no good news (T2, O2). */
export const requireMissingData = defineRule({
  id: "datadog-monitor-require-missing-data",
  title: "A monitor that pages says what missing data mean",
  cause:
    "A query or metric monitor of priority 1 or 2 neither shows nor notifies missing data, nor counts them as zero.",
  why: "The agent died with the service, and the monitor is green because nothing arrives.",
  fix: "Set onMissingData to show_no_data or show_and_notify_no_data.",
  requirements: ["T2", "O2"],
  severity: "high",
  levels: { ...productionOnly, foreign: "advisory" },
  types: ["datadog:index/monitor:Monitor"],
  tags: ["alerting"],
  link: "https://docs.datadoghq.com/monitors/configuration/#no-data",
  scope: "resource",
  check: (monitor) => {
    const counts = ["query alert", "metric alert"].includes(monitor.text("type") ?? "");
    const urgent = ["1", "2"].includes(monitor.text("priority") ?? "");
    // A query that counts nothing as zero has said what missing data mean.
    const told =
      (monitor.text("query") ?? "").includes("default_zero(") ||
      ["show_no_data", "show_and_notify_no_data"].includes(monitor.text("onMissingData") ?? "") ||
      monitor.flag("notifyNoData") === true;
    return when(
      counts && urgent && !told,
      `monitor "${monitor.text("name") ?? monitor.name}" is silent when data are missing`,
    );
  },
});

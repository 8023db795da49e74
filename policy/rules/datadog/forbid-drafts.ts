import { defineRule, when } from "../../define-rule.ts";

/** A monitor that is declared is awake (O2). */
export const forbidDrafts = defineRule({
  id: "datadog-monitor-forbid-draft",
  title: "Monitors are published",
  cause: "draftStatus is draft.",
  why: "A draft looks like a monitor in every list and tells nobody.",
  fix: "Set draftStatus to published.",
  requirements: ["O2"],
  severity: "high",
  types: ["datadog:index/monitor:Monitor"],
  tags: ["alerting"],
  link: "https://docs.datadoghq.com/monitors/draft/",
  scope: "resource",
  check: (monitor) =>
    when(monitor.text("draftStatus") === "draft", `monitor "${monitor.text("name") ?? monitor.name}" is a draft`),
});

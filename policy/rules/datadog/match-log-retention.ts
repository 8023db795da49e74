import { defineRule, when } from "../../define-rule.ts";

/** Logs are kept as the class of data demands (P5). */
export const matchLogRetention = defineRule({
  id: "datadog-index-match-retention",
  title: "A log index keeps logs for the days of its compliance class",
  cause: "The index names no class that the plan knows, or keeps logs for fewer days than the class demands.",
  why: "The evidence for the audit is deleted by a default of fifteen days.",
  fix: "Set logRetentionDays in organization.complianceClasses; components/datadog/log-retention.ts carries it over.",
  requirements: ["P5"],
  severity: "high",
  types: ["datadog:index/logsIndex:LogsIndex"],
  tags: ["retention"],
  link: "https://docs.datadoghq.com/logs/log_configuration/indexes/",
  scope: "plan",
  check: (index, { plan }) => {
    const name = index.text("name") ?? index.name;
    const id = index
      .texts("tags")
      .find((each) => each.startsWith("compliance-class:"))
      ?.split(":")[1];
    const wanted = plan.complianceClasses[id ?? ""]?.logRetentionDays;
    if (wanted === undefined) return [`index "${name}" belongs to no compliance class of the plan`];
    const kept = index.number("retentionDays") ?? 15;
    return when(
      kept < wanted,
      `index "${name}" keeps logs for ${String(kept)} days, its class demands ${String(wanted)}`,
    );
  },
});

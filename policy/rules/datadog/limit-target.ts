import { defineRule } from "../../define-rule.ts";

/** A promise of always is none (O2). */
export const limitTarget = defineRule({
  id: "datadog-objective-limit-target",
  title: "Targets of objectives are below 100 percent",
  cause: "A threshold's target is 100 percent or more, not set, or below 50.",
  why: "With no error budget each failed request is a breach, and all alerts are turned off within a week.",
  fix: "Set services.<id>.slos.<id>.target between 50 and 99.999.",
  requirements: ["O2"],
  severity: "medium",
  types: ["datadog:index/serviceLevelObjective:ServiceLevelObjective"],
  tags: ["slo"],
  link: "https://docs.datadoghq.com/service_management/service_level_objectives/",
  scope: "resource",
  check: (objective) => {
    const name = objective.text("name") ?? objective.name;
    const targets = objective.items("thresholds").map((each) => each.number("target"));
    if (targets.length === 0) return [`objective "${name}" has no target`];
    return targets
      .filter((target) => target === undefined || target >= 100 || target < 50)
      .map((target) => `objective "${name}" has the target ${String(target)}`);
  },
});

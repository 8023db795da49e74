import { defineRule, when } from "../../define-rule.ts";

/** Growth has a ceiling that was agreed (O5, P1). */
export const limitCompute = defineRule({
  id: "neon-compute-limit-size",
  title: "Compute grows to the plan's ceiling and no further",
  cause:
    "The endpoint's largest size is above stages.<stage>.database.maxComputeUnits or the pack's `maximumComputeUnits`, or not set.",
  why: "A runaway query scales the database up for a night, and the bill with it.",
  fix: "Set stages.<stage>.database.maxComputeUnits.",
  requirements: ["O5", "P1"],
  severity: "medium",
  types: ["neon:index:Project"],
  tags: ["compute", "cost"],
  link: "https://neon.com/docs/introduction/autoscaling",
  scope: "plan",
  check: (project, { plan, settings: { maximumComputeUnits } }) => {
    const ceiling = Math.min(plan.stage?.database.maxComputeUnits ?? maximumComputeUnits, maximumComputeUnits);
    const most = project.number("defaultEndpointSettings.autoscalingLimitMaxCu");
    const name = project.text("name") ?? project.name;
    if (most === undefined) return [`"${name}" has no ceiling of compute`];
    return when(most > ceiling, `"${name}" grows to ${String(most)} units, ${String(ceiling)} are planned`);
  },
});

import { defineRule, when, productionAndStaging } from "../../define-rule.ts";

/** Traffic moves by decision, not by merge (T1). */
export const forbidAutoAssign = defineRule({
  id: "vercel-project-forbid-auto-assign",
  title: "A gated project does not give its domains to each new deployment",
  cause: "autoAssignCustomDomains is not false; Vercel's default is true.",
  why: "A merge is live for everybody within a minute, past approval, smoke suite and ramp.",
  fix: "Set stages.<stage>.traffic to gated; the component turns the assignment off.",
  requirements: ["T1", "P3"],
  severity: "critical",
  levels: { ...productionAndStaging, foreign: "advisory" },
  types: ["vercel:index/project:Project"],
  tags: ["traffic"],
  link: "https://vercel.com/docs/deployments/promoting-a-deployment",
  scope: "resource",
  check: (project) =>
    when(
      project.flag("autoAssignCustomDomains") !== false,
      `"${project.text("name") ?? project.name}" gives its domains to each new deployment`,
    ),
});

import { defineRule, when } from "../../define-rule.ts";

/** What nobody uses costs nothing (O5). */
export const requireScaleToZero = defineRule({
  id: "neon-compute-require-scale-to-zero",
  title: "Compute outside of production sleeps when idle",
  cause: "suspendTimeoutSeconds of a development or drill database is -1, never.",
  why: "Ten forgotten drills cost as much as production.",
  fix: "Set stages.<stage>.database.suspendAfter to minutes.",
  requirements: ["O5"],
  severity: "low",
  levels: { production: "off", staging: "advisory", shared: "off", foreign: "off" },
  types: ["neon:index:Project"],
  tags: ["compute", "cost"],
  link: "https://neon.com/docs/introduction/scale-to-zero",
  features: ["neon-idle-time"],
  scope: "resource",
  check: (project) =>
    when(
      project.number("defaultEndpointSettings.suspendTimeoutSeconds") === -1,
      `"${project.text("name") ?? project.name}" never sleeps`,
    ),
});

import { defineRule, when, productionOnly } from "../../define-rule.ts";

/** Production does not sleep (P1). */
export const forbidSuspend = defineRule({
  id: "neon-compute-forbid-suspend",
  title: "The compute of production never suspends",
  cause: "suspendTimeoutSeconds of the project's endpoint is not -1, which means never.",
  why: "The first visitor after a quiet hour waits for the database, and the smoke suite times out.",
  fix: "Set stages.<stage>.database.suspendAfter to never.",
  requirements: ["P1"],
  severity: "medium",
  levels: { ...productionOnly, foreign: "off" },
  types: ["neon:index:Project"],
  tags: ["compute"],
  link: "https://neon.com/docs/introduction/scale-to-zero",
  features: ["neon-always-on"],
  scope: "resource",
  check: (project) => {
    const suspend = project.number("defaultEndpointSettings.suspendTimeoutSeconds") ?? 0;
    return when(
      suspend !== -1,
      `"${project.text("name") ?? project.name}" sleeps after ${suspend === 0 ? "Neon's default time" : `${String(suspend)} seconds`}`,
    );
  },
});

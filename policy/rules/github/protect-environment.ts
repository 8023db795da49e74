import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, isProduction } from "./production-environment.ts";

/** Deleting the gate takes its secrets with it (P1, S2). */
export const protectEnvironment = defineRule({
  id: "github-environment-protect-production",
  title: "The environment of production cannot be deleted by accident",
  cause: "The environment is not protected in the stack; a rename replaces it.",
  why: "GitHub deletes secrets, variables and the approval with an environment: the next deployment runs ungated or not at all.",
  fix: "Leave stages.<stage>.database.protected true, or have the deletion named in release.waivers.",
  requirements: ["P1", "S2"],
  severity: "high",
  levels: { ...productionGates, foreign: "advisory" },
  types: [ENVIRONMENT],
  tags: ["deletion", "production"],
  link: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  scope: "resource",
  check: (environment, context) =>
    when(
      isProduction(environment, context) && !environment.protect,
      `environment "${environment.text("environment") ?? environment.name}" can be deleted`,
    ),
});

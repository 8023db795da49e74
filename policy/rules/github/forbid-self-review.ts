import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

/** Nobody approves their own change (P3). */
export const forbidSelfReview = defineRule({
  id: "github-environment-forbid-self-review",
  title: "Nobody approves their own deployment into production",
  cause: "The environment's preventSelfReview is not true; GitHub's default is false.",
  why: "Who starts the workflow clicks approve: one person releases alone, and the record shows two steps by one name.",
  fix: "Leave stages.<stage>.approval.preventSelfReview at its default, true.",
  requirements: ["P3"],
  severity: "critical",
  levels: productionGates,
  types: [ENVIRONMENT],
  tags: ["approval", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-reviewers"],
  scope: "resource",
  check: (environment, context) =>
    when(
      isProduction(environment, context) && environment.flag("preventSelfReview") !== true,
      `people may approve their own deployment into "${environment.text("environment") ?? environment.name}"`,
    ),
});

import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

/** Somebody must approve a deployment into production (P3). */
export const requireApprovers = defineRule({
  id: "github-environment-require-approvers",
  title: "A production environment names people or teams who must approve",
  cause: "The GitHub environment has no required reviewers, or fewer than the pack's `minimumApprovers`.",
  why: "Without reviewers a workflow deploys into production as soon as somebody starts it: the approval exists only on paper.",
  fix: "Name teams or people in stages.<stage>.approval; GitHub takes at most six.",
  requirements: ["P3"],
  severity: "critical",
  levels: productionGates,
  types: [ENVIRONMENT],
  tags: ["approval", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-reviewers"],
  scope: "resource",
  check: (environment, context) => {
    if (!isProduction(environment, context)) return [];
    const blocks = environment.items("reviewers");
    const count = blocks.reduce((sum, each) => sum + each.items("teams").length + each.items("users").length, 0);
    const { minimumApprovers } = context.settings;
    const name = environment.text("environment") ?? environment.name;
    return when(
      count < minimumApprovers,
      `environment "${name}" names ${String(count)} approvers, ${String(minimumApprovers)} are needed`,
    );
  },
});

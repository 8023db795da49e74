import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** History stays (P6, L5). */
export const forbidForcePush = defineRule({
  id: "github-branch-forbid-force-push",
  title: "The main branch is neither rewritten nor deleted",
  cause: "No guard of the main branch forbids both force pushes and deletion.",
  why: "A force push takes away the commit that production runs, and with it the way back.",
  fix: "Set nonFastForward and deletion in the ruleset of the repository.",
  requirements: ["P6", "L5"],
  severity: "critical",
  types: GUARD_TYPES,
  tags: ["branch", "audit"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ permanent }) => permanent,
      ({ repository }) => `the main branch of "${repository}" can be rewritten or deleted`,
    ),
});

import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** An approval belongs to what was approved (P6). */
export const forbidStaleReviews = defineRule({
  id: "github-branch-forbid-stale-reviews",
  title: "A new push takes earlier approvals away",
  cause: "No guard of the main branch dismisses reviews when commits are pushed after them.",
  why: "A harmless pull request is approved, then filled with something else, and still merges on the old approval.",
  fix: "Set dismissStaleReviewsOnPush in the ruleset of the repository.",
  requirements: ["P6"],
  severity: "high",
  types: GUARD_TYPES,
  tags: ["branch", "review"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ staleReviewsDismissed }) => staleReviewsDismissed,
      ({ repository }) => `"${repository}" keeps approvals of what was pushed over`,
    ),
});

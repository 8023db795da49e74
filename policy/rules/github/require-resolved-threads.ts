import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** An open question is an open question (P6). */
export const requireResolvedThreads = defineRule({
  id: "github-branch-require-resolved-threads",
  title: "Review threads are resolved before a merge",
  cause: "No guard of the main branch demands that conversations are resolved.",
  why: "A reviewer's doubt stays unanswered below the fold while the change goes out.",
  fix: "Set requiredReviewThreadResolution in the ruleset of the repository.",
  requirements: ["P6"],
  severity: "low",
  types: GUARD_TYPES,
  tags: ["branch", "review"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ threadsResolved }) => threadsResolved,
      ({ repository }) => `"${repository}" merges with open review threads`,
    ),
});

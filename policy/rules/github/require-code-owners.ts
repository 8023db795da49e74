import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** Who owns the code sees the change (P6). */
export const requireCodeOwners = defineRule({
  id: "github-branch-require-code-owners",
  title: "Owners of the code review its changes",
  cause: "No guard of the main branch demands a review by code owners.",
  why: "Any two colleagues could change the release rules or the deployment workflow that neither of them answers for.",
  fix: "Set requireCodeOwnerReview in the ruleset, and keep a CODEOWNERS file.",
  requirements: ["P6"],
  severity: "high",
  types: GUARD_TYPES,
  tags: ["branch", "review", "ownership"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ ownersReview }) => ownersReview,
      ({ repository }) => `"${repository}" merges without a review by code owners`,
    ),
});

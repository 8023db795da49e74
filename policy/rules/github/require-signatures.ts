import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** Who wrote a commit is proven (P6, L4). */
export const requireSignatures = defineRule({
  id: "github-branch-require-signatures",
  title: "Commits on the main branch are signed",
  cause: "No guard of the main branch demands signatures.",
  why: "The author of an unsigned commit is whatever somebody typed: the audit trail names the wrong person.",
  fix: "Set requiredSignatures in the ruleset of the repository.",
  requirements: ["P6", "L4"],
  severity: "medium",
  types: GUARD_TYPES,
  tags: ["branch", "audit"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ signed }) => signed,
      ({ repository }) => `"${repository}" takes unsigned commits`,
    ),
});

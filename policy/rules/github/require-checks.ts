import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** Tests and scans decide, on the newest state (P6, S1). */
export const requireChecks = defineRule({
  id: "github-branch-require-checks",
  title: "Checks must pass on the newest state of the main branch",
  cause: "No guard of the main branch names required checks, or it does not demand that the branch is up to date.",
  why: "Two pull requests that are green each by itself break together, and what is deployed was never tested.",
  fix: "Name the checks in services.<id>.repository.requiredChecks; the ruleset must be strict.",
  requirements: ["P6", "P8", "S1"],
  severity: "critical",
  types: GUARD_TYPES,
  tags: ["branch", "checks"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ checks, strict }) => checks.length > 0 && strict,
      ({ repository, checks }) =>
        checks.length === 0
          ? `"${repository}" requires no check`
          : `"${repository}" accepts checks of an outdated branch`,
    ),
});

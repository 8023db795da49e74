import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** What is approved is what is merged (P6). */
export const requireLastPushApproval = defineRule({
  id: "github-branch-require-last-push-approval",
  title: "Whoever pushed last does not approve",
  cause: "No guard of the main branch demands approval of the most recent push by somebody else.",
  why: "A reviewer pushes one more commit onto a pull request, approves it and merges: a change with one pair of eyes.",
  fix: "Set requireLastPushApproval in the ruleset of the repository.",
  requirements: ["P6", "P3"],
  severity: "high",
  types: GUARD_TYPES,
  tags: ["branch", "review"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ lastPushApproved }) => lastPushApproved,
      ({ repository }) => `"${repository}" lets the last pusher approve`,
    ),
});

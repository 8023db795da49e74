import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** Findings of code scanning stop a merge (S1). */
export const requireCodeScanning = defineRule({
  id: "github-branch-require-code-scanning",
  title: "Code scanning results are required before a merge",
  cause:
    "No guard of the main branch requires results of a code scanning tool, or its threshold for security alerts is `none`.",
  why: "A scanner whose findings nobody must answer is a report that nobody reads.",
  fix: "Set requiredCodeScanning in the ruleset; it needs GitHub code scanning in the vendor plan, else a required check stands in.",
  requirements: ["S1", "P8"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: GUARD_TYPES,
  tags: ["branch", "scanning"],
  link: RULES_PAGE,
  features: ["code-scanning"],
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ resource: guard, checks }) =>
        guard
          .items("rules.requiredCodeScanning.requiredCodeScanningTools")
          .some((each) => !["none", ""].includes(each.text("securityAlertsThreshold") ?? "")) ||
        checks.some(({ context: name, pinned }) => pinned && /code-?scan|codeql|sast/i.test(name)),
      ({ repository }) => `"${repository}" merges without code scanning`,
    ),
});

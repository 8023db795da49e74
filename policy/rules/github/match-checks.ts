import { defineRule } from "../../define-rule.ts";
import { Guard, RULES_PAGE, RULESET } from "./guards.ts";

/** The checks that the organisation decided on are those that bind (P6, P8). */
export const matchChecks = defineRule({
  id: "github-branch-match-checks",
  title: "The guard requires every check that the model names",
  cause:
    "A check of services.<id>.repository.requiredChecks, or of the rules repository, is not required by the ruleset, or from another App.",
  why: "The release checklist counts on a gate that nobody built.",
  fix: "Let components/github make the ruleset, or correct the model.",
  requirements: ["P6", "P8"],
  severity: "high",
  types: [RULESET],
  tags: ["branch", "checks", "plan"],
  link: RULES_PAGE,
  scope: "plan",
  check: (resource, { plan }) => {
    const guard = new Guard(resource);
    if (!guard.guardsMain) return [];
    const service = Object.values(plan.serviceFacts).find(({ repository }) => repository.name === guard.repository);
    const required = resource.items("rules.requiredStatusChecks.requiredChecks").map((each) => ({
      context: each.text("context"),
      appId: each.number("integrationId"),
    }));
    const ofRules = guard.repository === plan.rulesRepository.name ? plan.rulesRepository.requiredChecks : [];
    return (service?.repository.requiredChecks ?? ofRules)
      .filter(({ context, appId }) => !required.some((each) => each.context === context && each.appId === appId))
      .map(({ context }) => `"${guard.repository}" does not require the check "${context}" of the model`);
  },
});

import { defineRule, when } from "../../define-rule.ts";
import { Guard, RULES_PAGE, RULESET } from "./guards.ts";

/** Who changes the rules is watched more than who is ruled (P6, P7). */
export const protectRulesRepository = defineRule({
  id: "github-branch-protect-rules-repository",
  title: "The repository of these rules needs two reviews",
  cause: "The guard of the rules repository asks for fewer than two approving reviews.",
  why: "Who can merge there alone can open every other gate.",
  fix: "Ask for two reviews in the guard of organization.rulesRepository.",
  requirements: ["P6", "P7"],
  severity: "critical",
  types: [RULESET],
  tags: ["branch", "plan"],
  link: RULES_PAGE,
  scope: "plan",
  check: (resource, { plan }) => {
    const guard = new Guard(resource);
    if (!guard.guardsMain || guard.repository !== plan.rulesRepository.name) return [];
    return when(
      guard.reviews < 2,
      `"${guard.repository}" holds the rules and asks for ${String(guard.reviews)} reviews, 2 are needed`,
    );
  },
});

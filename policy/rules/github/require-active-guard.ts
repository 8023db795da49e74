import { defineRule, when } from "../../define-rule.ts";
import { RULES_PAGE, RULESET } from "./guards.ts";

/** A rule that is switched off is no rule (P6). */
export const requireActiveGuard = defineRule({
  id: "github-ruleset-require-enforcement",
  title: "Rulesets are enforced",
  cause: "A ruleset's enforcement is not `active`.",
  why: "A disabled ruleset looks like protection in every list and stops nobody.",
  fix: "Set enforcement to active, or remove the ruleset.",
  requirements: ["P6"],
  severity: "high",
  types: [RULESET],
  tags: ["branch"],
  link: RULES_PAGE,
  scope: "resource",
  check: (ruleset) => {
    const enforcement = ruleset.text("enforcement");
    const name = ruleset.text("name") ?? ruleset.name;
    return when(enforcement !== "active", `ruleset "${name}" is not enforced: ${enforcement ?? "nothing is set"}`);
  },
});

import { defineRule, when } from "../../define-rule.ts";
import { RULES_PAGE, RULESET } from "./guards.ts";

/** A version means one commit, for ever (L5, R6). */
export const protectReleaseTags = defineRule({
  id: "github-tag-protect-releases",
  title: "Release tags never change",
  cause:
    "Of the rulesets over a repository's tags none forbids to update and to delete them, or somebody may bypass it.",
  why: "A moved tag deploys other code under a version that was tested and signed off.",
  fix: "Keep components/github/tag-guard.ts: update and deletion forbidden for refs/tags/v*, without bypass.",
  requirements: ["L5", "R6", "P2"],
  severity: "high",
  types: [RULESET],
  tags: ["tags", "audit"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (ruleset, { graph }) => {
    if (ruleset.text("target") !== "tag") return [];
    const repository = ruleset.text("repository");
    const same = graph
      .ofType(RULESET)
      .filter((each) => each.text("target") === "tag" && each.text("repository") === repository);
    const fixed = same.some(
      (each) =>
        each.text("enforcement") === "active" &&
        each.flag("rules.update") === true &&
        each.flag("rules.deletion") === true &&
        each.items("bypassActors").length === 0,
    );
    const isFirst = same[0]?.urn === ruleset.urn;
    return when(!fixed && isFirst, `tags of "${repository ?? ruleset.name}" can be moved or deleted`);
  },
});

import { defineRule } from "../../define-rule.ts";
import { Guard, RULES_PAGE, RULESET } from "./guards.ts";

/** A check counts only from the App that runs it (P6). */
export const requirePinnedChecks = defineRule({
  id: "github-branch-require-pinned-checks",
  title: "Each required check names the App that must have posted it",
  cause: "A required check of a ruleset has no integrationId.",
  why: "Without the pin anybody with write access posts a status of that name, and the red build counts as green.",
  fix: "Give requiredChecks an appId; 15368 is GitHub Actions.",
  requirements: ["P6", "S1"],
  severity: "high",
  types: [RULESET],
  tags: ["branch", "checks"],
  link: RULES_PAGE,
  scope: "resource",
  check: (resource) => {
    const guard = new Guard(resource);
    const open = guard.checks.filter(({ pinned }) => !pinned).map(({ context }) => context);
    return open.map((context) => `check "${context}" of "${guard.repository}" may be posted by anybody`);
  },
});

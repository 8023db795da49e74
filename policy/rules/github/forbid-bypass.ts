import { defineRule } from "../../define-rule.ts";
import { Guard, GUARD_TYPES, RULES_PAGE } from "./guards.ts";

/** The rule binds everybody, administrators first (P3, P6). */
export const forbidBypass = defineRule({
  id: "github-branch-forbid-bypass",
  title: "Nobody passes by the guard of the main branch",
  cause: "A guard of the main branch names actors who may bypass it, or does not bind administrators.",
  why: "An exception made for an emergency is used on a Friday afternoon; the guard then holds for everyone but those in a hurry.",
  fix: "Remove the bypass actors; in an emergency use the recorded override of the release calendar.",
  requirements: ["P3", "P6", "L2"],
  severity: "critical",
  types: GUARD_TYPES,
  tags: ["branch", "bypass"],
  link: RULES_PAGE,
  scope: "resource",
  check: (resource) => {
    const guard = new Guard(resource);
    if (!guard.guardsMain) return [];
    return guard.bypass.map((who) => `${who} may bypass the guard of "${guard.repository}"`);
  },
});

import { defineRule, when, productionAndStaging } from "../../define-rule.ts";

/** The branch that everything hangs on stays (B7). */
export const requireProtectedBranch = defineRule({
  id: "neon-branch-require-protection",
  title: "Root branches of staging and production are protected",
  cause: "protected of a branch without a parent is not true.",
  why: "A reset or deletion in the console takes the data of all customers, without a question.",
  fix: "Set stages.<stage>.database.protected.",
  requirements: ["B7", "L4"],
  severity: "critical",
  levels: productionAndStaging,
  types: ["neon:index:Branch"],
  tags: ["deletion", "backup"],
  link: "https://neon.com/docs/guides/protected-branches",
  features: ["neon-protected-branches"],
  scope: "resource",
  check: (branch) =>
    when(
      !branch.has("parentId") && branch.flag("protected") !== true,
      `root branch "${branch.text("name") ?? branch.name}" is not protected`,
    ),
});

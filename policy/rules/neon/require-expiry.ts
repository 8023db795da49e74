import { defineRule, when } from "../../define-rule.ts";

/** What was made for a day ends (D2, O5). */
export const requireExpiry = defineRule({
  id: "neon-branch-require-expiry",
  title: "A branch with a copy of data expires",
  cause: "A branch with a parent has no expiresAt, and is not a schema-only base.",
  why: "Copies of customers' data outlive the pull request, then the quarter, then anybody's memory of them.",
  fix: "Set stages.<stage>.database.previewBranches.expiresAfter.",
  requirements: ["D2", "O5", "S2"],
  severity: "medium",
  levels: { foreign: "advisory" },
  types: ["neon:index:Branch"],
  tags: ["cost", "secrets"],
  link: "https://neon.com/docs/guides/branch-expiration",
  scope: "resource",
  check: (branch) =>
    when(
      // The parent is made in the same run: its id is not known before, and a root branch declares none.
      branch.mayHave("parentId") && branch.text("initSource") !== "schema-only" && !branch.has("expiresAt"),
      `branch "${branch.text("name") ?? branch.name}" copies data and never expires`,
    ),
});

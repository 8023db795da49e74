import { defineRule, when } from "../../define-rule.ts";

/** Which actions run is decided, not left open (P2, S1). */
export const limitActions = defineRule({
  id: "github-actions-limit-allowed",
  title: "Only chosen actions run",
  cause: "The repository's allowedActions is `all`, or not set.",
  why: "Any action of any stranger can be pasted into a workflow that holds deployment credentials.",
  fix: "Set allowedActions to selected, with patterns, or to local_only.",
  requirements: ["P2", "S1"],
  severity: "medium",
  types: ["github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions"],
  tags: ["actions", "supply-chain"],
  link: "https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository",
  scope: "resource",
  check: (permissions) => {
    if (permissions.flag("enabled") === false) return [];
    const allowed = permissions.text("allowedActions") ?? "all";
    const repository = permissions.text("repository") ?? permissions.name;
    if (!["selected", "local_only"].includes(allowed)) return [`"${repository}" allows actions: ${allowed}`];
    const patterns = permissions.texts("allowedActionsConfig.patternsAlloweds");
    return when(
      allowed === "selected" && patterns.some((each) => /^[*/@]+$/.test(each)),
      `"${repository}" allows every action by a pattern`,
    );
  },
});

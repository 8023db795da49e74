import { defineRule, when } from "../../define-rule.ts";

/** The action that was read is the action that runs (P2, S1). */
export const requireShaPins = defineRule({
  id: "github-actions-require-sha-pins",
  title: "Actions are pinned to a full commit SHA",
  cause: "The repository's shaPinningRequired is not true.",
  why: "Whoever takes over an action moves its tag, and the next release runs their code with our secrets.",
  fix: "Set shaPinningRequired; components/github/repository-actions.ts does.",
  requirements: ["P2", "S1", "S3"],
  severity: "high",
  types: ["github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions"],
  tags: ["actions", "supply-chain"],
  link: "https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions",
  scope: "resource",
  check: (permissions) =>
    when(
      permissions.flag("enabled") !== false && permissions.flag("shaPinningRequired") !== true,
      `"${permissions.text("repository") ?? permissions.name}" runs actions by tags that can be moved`,
    ),
});

import { rowsOf, type Inputs, type Kind } from "./change.ts";
import { ownRepository, repositoryName } from "./places.ts";

/** A setting that is there once in each repository. */
function setting(type: string, inputs: Inputs = {}): Pick<Kind, "type" | "specimen"> {
  return {
    type,
    specimen: (name) => ({ inputs: { repository: repositoryName(name), ...inputs }, needs: [ownRepository(name)] }),
  };
}

const access = rowsOf("ActionsRepositoryAccessLevel");
const oidc = rowsOf("ActionsRepositoryOidcSubjectClaimCustomizationTemplate");
const permissions = rowsOf("ActionsRepositoryPermissions");
const branch = rowsOf("BranchDefault");
const dependabot = rowsOf("RepositoryDependabotSecurityUpdates");
const alerts = rowsOf("RepositoryVulnerabilityAlerts");
const workflow = rowsOf("WorkflowRepositoryPermissions");
const selected = {
  allowedActions: "selected",
  allowedActionsConfig: { githubOwnedAllowed: true, verifiedAllowed: false, patternsAlloweds: ["b/*", "a/*"] },
};

/** Settings of a repository, and each of their inputs. (S1, S3) */
export const repositorySettings: readonly Kind[] = [
  {
    ...setting("ActionsRepositoryAccessLevel"),
    changes: [
      access.update("accessLevel", "none", "organization"),
      access.update("repository", "third", "fourth", { accessLevel: "user" }),
    ],
  },
  {
    ...setting("ActionsRepositoryOidcSubjectClaimCustomizationTemplate"),
    changes: [
      oidc.update("includeClaimKeys", ["repo", "context"], ["context", "repo", "ref"], { useDefault: false }),
      oidc.whole(
        "useDefault",
        { useDefault: false, includeClaimKeys: ["repo"] },
        { useDefault: true, includeClaimKeys: undefined },
      ),
      oidc.update("repository", "third", "fourth", { useDefault: false, includeClaimKeys: ["repo"] }),
    ],
  },
  {
    ...setting("ActionsRepositoryPermissions"),
    changes: [
      permissions.update("allowedActions", "all", "local_only"),
      permissions.whole(
        "enabled",
        { enabled: true, allowedActions: "local_only" },
        { enabled: false, allowedActions: undefined },
      ),
      {
        ...permissions.update("shaPinningRequired", false, true, { allowedActions: "all" }),
        oneWay: "the provider does not send `false` (GetOk in resource_github_actions_repository_permissions.go)",
      },
      permissions.update("allowedActionsConfig.githubOwnedAllowed", true, false, selected),
      permissions.update("allowedActionsConfig.verifiedAllowed", false, true, selected),
      permissions.update("allowedActionsConfig.patternsAlloweds", ["b/*", "a/*"], ["a/*", "c/*", "d/*"], selected),
      permissions.update("repository", "third", "fourth", selected),
    ],
  },
  {
    ...setting("BranchDefault"),
    changes: [
      branch.update("branch", "main", "trunk", { rename: true }),
      branch.update("rename", false, true, { branch: "main" }),
      branch.update("waitForRename", undefined, true, { branch: "main", rename: true }),
      branch.replace("repository", "third", "fourth", { branch: "main" }),
    ],
  },
  {
    ...setting("RepositoryDependabotSecurityUpdates"),
    changes: [
      dependabot.update("enabled", false, true),
      dependabot.replace("repository", "third", "fourth", { enabled: true }),
    ],
  },
  {
    ...setting("RepositoryVulnerabilityAlerts"),
    changes: [
      alerts.update("enabled", true, false),
      alerts.replace("repository", "third", "fourth", { enabled: true }),
    ],
  },
  {
    ...setting("WorkflowRepositoryPermissions", { defaultWorkflowPermissions: "read" }),
    changes: [
      workflow.update("defaultWorkflowPermissions", "read", "write"),
      workflow.update("canApprovePullRequestReviews", undefined, true),
      workflow.update("repository", "third", "fourth"),
    ],
  },
];

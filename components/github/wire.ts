/**
 * Values as GitHub's API and its provider's validators take them (facts/providers.md section 2). The types of
 * `@pulumi/github` are plain `string`, and its documentation camel-cases some of these words, so the compiler would not
 * notice a wrong one.
 */

/** Who sees a repository. `internal` exists in GitHub Enterprise only. */
export type Visibility = "private" | "internal" | "public";

/** What a team may do with a repository: read, change by pull request, maintain (make release tags). */
export type TeamPermission = "pull" | "push" | "maintain";

/** Role of a person in a team. */
export type TeamRole = "member" | "maintainer";

/** Whether a team is seen by the whole organisation. Nested teams must be `closed`. */
export type TeamPrivacy = "secret" | "closed";

/** Whether members are told when the team is mentioned. */
export type TeamNotification = "notifications_enabled" | "notifications_disabled";

/** What members may do with every repository of the organisation without being in a team. */
export type BasePermission = "none" | "read" | "write" | "admin";

/** Which actions may run. */
export type AllowedActions = "all" | "local_only" | "selected";

/** Rights of the token that a workflow gets when it asks for none. */
export type WorkflowTokenPermission = "read" | "write";

/** Where the reusable workflows of a repository may be called from. */
export type WorkflowAccess = "none" | "user" | "organization" | "enterprise";

/** Whether a security feature is on. */
export type FeatureStatus = "enabled" | "disabled";

/** What a ruleset guards. */
export type RulesetTarget = "branch" | "tag" | "push";

/** Whether a ruleset holds. `evaluate` only reports. */
export type RulesetEnforcement = "active" | "evaluate" | "disabled";

/** Actors with a name and an id; roles such as "every administrator" are left out on purpose (P3, P6). */
export type NamedActorType = "Team" | "Integration" | "User";

/** When a named actor may pass a ruleset. */
export type BypassMode = "always" | "pull_request" | "exempt";

/** Merge methods of the pull-request rule. */
export type MergeMethod = "merge" | "squash" | "rebase";

/** Merge methods of the merge queue: the same, but in capitals. */
export type MergeQueueMethod = "MERGE" | "SQUASH" | "REBASE";

/** How the merge queue judges a group. */
export type MergeQueueGrouping = "ALLGREEN" | "HEADGREEN";

/** Worst finding of a code scanner that is not a security finding, from which a merge is blocked. */
export type CodeAlertsThreshold = "none" | "errors" | "errors_and_warnings" | "all";

/** Severity of a security finding from which a merge is blocked. */
export type SecurityAlertsThreshold = "none" | "critical" | "high_or_higher" | "medium_or_higher" | "all";

/** Title of a squashed commit. */
export type SquashTitle = "PR_TITLE" | "COMMIT_OR_PR_TITLE";

/** Body of a squashed commit. */
export type SquashMessage = "PR_BODY" | "COMMIT_MESSAGES" | "BLANK";

/** Claims that make up the OIDC subject of a workflow (S3). */
export type OidcClaim =
  | "repo"
  | "repository_id"
  | "repository_owner"
  | "repository_owner_id"
  | "context"
  | "environment"
  | "ref"
  | "job_workflow_ref";

/** Ruleset pattern for the default branch, whatever its name. */
export const defaultBranchPattern = "~DEFAULT_BRANCH";

/** Ruleset pattern for release tags. */
export const releaseTagPattern = "refs/tags/v*";

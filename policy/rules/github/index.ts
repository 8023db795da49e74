import type { Rule } from "../../define-rule.ts";
import { forbidAdminBypass } from "./forbid-admin-bypass.ts";
import { forbidAnyBranch } from "./forbid-any-branch.ts";
import { forbidApprovingWorkflows } from "./forbid-approving-workflows.ts";
import { forbidBypass } from "./forbid-bypass.ts";
import { forbidForcePush } from "./forbid-force-push.ts";
import { forbidPlainSecrets } from "./forbid-plain-secrets.ts";
import { forbidSelfReview } from "./forbid-self-review.ts";
import { forbidStaleReviews } from "./forbid-stale-reviews.ts";
import { limitActions } from "./limit-actions.ts";
import { limitMembers } from "./limit-members.ts";
import { limitWorkflowToken } from "./limit-workflow-token.ts";
import { matchApproval } from "./match-approval.ts";
import { matchChecks } from "./match-checks.ts";
import { matchVisibility } from "./match-visibility.ts";
import { protectEnvironment } from "./protect-environment.ts";
import { protectReleaseTags } from "./protect-release-tags.ts";
import { protectRepository } from "./protect-repository.ts";
import { protectRulesRepository } from "./protect-rules-repository.ts";
import { requireActiveGuard } from "./require-active-guard.ts";
import { requireApprovers } from "./require-approvers.ts";
import { requireBranchPolicy } from "./require-branch-policy.ts";
import { requireChecks } from "./require-checks.ts";
import { requireCodeOwners } from "./require-code-owners.ts";
import { requireCodeScanning } from "./require-code-scanning.ts";
import { requireDependencyScanning } from "./require-dependency-scanning.ts";
import { requireLastPushApproval } from "./require-last-push-approval.ts";
import { requireLinearHistory } from "./require-linear-history.ts";
import { requireOidcSubject } from "./require-oidc-subject.ts";
import { requireOwnerTopic } from "./require-owner-topic.ts";
import { requirePinnedChecks } from "./require-pinned-checks.ts";
import { requireResolvedThreads } from "./require-resolved-threads.ts";
import { requireReviews } from "./require-reviews.ts";
import { requireRulesEnvironments } from "./require-rules-environments.ts";
import { requireSecretScanning } from "./require-secret-scanning.ts";
import { requireShaPins } from "./require-sha-pins.ts";
import { requireSignatures } from "./require-signatures.ts";
import { requireTwoPeople } from "./require-two-people.ts";
import { requireWait } from "./require-wait.ts";

/** Rules over GitHub resources. */
export const githubRules: readonly Rule[] = [
  requireApprovers,
  requireTwoPeople,
  forbidSelfReview,
  forbidAdminBypass,
  requireWait,
  requireBranchPolicy,
  forbidAnyBranch,
  matchApproval,
  protectEnvironment,
  requireRulesEnvironments,
  requireReviews,
  requireLastPushApproval,
  requireCodeOwners,
  forbidStaleReviews,
  requireResolvedThreads,
  requireChecks,
  requirePinnedChecks,
  matchChecks,
  requireSignatures,
  requireLinearHistory,
  forbidForcePush,
  forbidBypass,
  requireActiveGuard,
  requireCodeScanning,
  protectRulesRepository,
  protectReleaseTags,
  requireShaPins,
  limitActions,
  limitWorkflowToken,
  forbidApprovingWorkflows,
  requireOidcSubject,
  requireSecretScanning,
  requireDependencyScanning,
  matchVisibility,
  requireOwnerTopic,
  protectRepository,
  limitMembers,
  forbidPlainSecrets,
];

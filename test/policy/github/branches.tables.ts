import { forbidBypass } from "../../../policy/rules/github/forbid-bypass.ts";
import { forbidForcePush } from "../../../policy/rules/github/forbid-force-push.ts";
import { forbidStaleReviews } from "../../../policy/rules/github/forbid-stale-reviews.ts";
import { matchChecks } from "../../../policy/rules/github/match-checks.ts";
import { protectReleaseTags } from "../../../policy/rules/github/protect-release-tags.ts";
import { protectRulesRepository } from "../../../policy/rules/github/protect-rules-repository.ts";
import { requireActiveGuard } from "../../../policy/rules/github/require-active-guard.ts";
import { requireChecks } from "../../../policy/rules/github/require-checks.ts";
import { requireCodeOwners } from "../../../policy/rules/github/require-code-owners.ts";
import { requireCodeScanning } from "../../../policy/rules/github/require-code-scanning.ts";
import { requireLastPushApproval } from "../../../policy/rules/github/require-last-push-approval.ts";
import { requireLinearHistory } from "../../../policy/rules/github/require-linear-history.ts";
import { requirePinnedChecks } from "../../../policy/rules/github/require-pinned-checks.ts";
import { requireResolvedThreads } from "../../../policy/rules/github/require-resolved-threads.ts";
import { requireReviews } from "../../../policy/rules/github/require-reviews.ts";
import { requireSignatures } from "../../../policy/rules/github/require-signatures.ts";
import type { Rule } from "../../../policy/define-rule.ts";
import type { RuleTable } from "../rule-table.ts";

const resource = "organization-repository-web-branch-guard-ruleset";
const pull = "rules.pullRequest";
/** Rules that ask one thing of a guard: off, absent and null break it alike. */
const asked: readonly (readonly [rule: Rule, path: string, off: unknown, message: string])[] = [
  [requireReviews, `${pull}.requiredApprovingReviewCount`, 0, '"web" asks for 0 reviews, 1 are needed'],
  [requireLastPushApproval, `${pull}.requireLastPushApproval`, false, '"web" lets the last pusher approve'],
  [requireCodeOwners, `${pull}.requireCodeOwnerReview`, false, '"web" merges without a review by code owners'],
  [forbidStaleReviews, `${pull}.dismissStaleReviewsOnPush`, false, '"web" keeps approvals of what was pushed over'],
  [requireResolvedThreads, `${pull}.requiredReviewThreadResolution`, false, '"web" merges with open review threads'],
  [requireSignatures, "rules.requiredSignatures", false, '"web" takes unsigned commits'],
  [requireLinearHistory, "rules.requiredLinearHistory", false, '"web" takes merge commits'],
  [forbidForcePush, "rules.nonFastForward", false, 'the main branch of "web" can be rewritten or deleted'],
  [forbidForcePush, "rules.deletion", false, 'the main branch of "web" can be rewritten or deleted'],
  [
    requireChecks,
    "rules.requiredStatusChecks.strictRequiredStatusChecksPolicy",
    false,
    '"web" accepts checks of an outdated branch',
  ],
  [requireChecks, "rules.requiredStatusChecks.requiredChecks", [], '"web" requires no check'],
];
const rulesRepository = "organization-repository-release-operations-branch-guard-ruleset";
const tags = "organization-repository-web-tag-guard-immutable";
const first = "organization-repository-web-tag-guard-creation";
const movable = 'tags of "web" can be moved or deleted';

/** Rules over the guards of branches and tags (P6, S1, L5). */
export const branchTables: readonly RuleTable[] = [
  ...asked.map(([rule, path, off, message]): RuleTable => ({
    rule,
    stack: "shared",
    resource,
    breaks: [
      { name: `${path} is ${JSON.stringify(off)}`, edit: (stack) => stack.set(resource, path, off), message },
      { name: `no ${path}`, edit: (stack) => stack.set(resource, path, undefined), message },
    ],
    passes: [
      {
        name: "a second ruleset of the repository demands it",
        edit: (stack) => stack.copy(resource, "second").set(resource, path, off),
      },
    ],
    reads: [{ path, wrong: "much", null: { message } }],
  })),
  {
    rule: requireLinearHistory,
    stack: "shared",
    resource,
    breaks: [
      {
        name: "neither linear nor queued",
        edit: (stack) => stack.set(resource, "rules.requiredLinearHistory", undefined),
        message: '"web" takes merge commits',
      },
    ],
    passes: [
      {
        name: "a merge queue in place of linear history",
        edit: (stack) =>
          stack.set(resource, "rules.requiredLinearHistory", false).set(resource, "rules.mergeQueue", {}),
      },
      {
        name: "branch protection of the older kind",
        edit: (stack) =>
          stack.set(resource, "rules.requiredLinearHistory", false).add({
            type: "github:index/branchProtection:BranchProtection",
            name: "older",
            inputs: { repositoryId: "web", pattern: "main", requiredLinearHistory: true },
          }),
      },
    ],
    reads: [],
  },
  {
    rule: forbidBypass,
    stack: "shared",
    resource,
    breaks: [
      {
        name: "administrators of the organisation",
        edit: (stack) =>
          stack.set(resource, "bypassActors", [{ actorType: "OrganizationAdmin", bypassMode: "pull_request" }]),
        message: 'OrganizationAdmin (pull_request) may bypass the guard of "web"',
      },
      {
        name: "an actor without a mode",
        edit: (stack) => stack.set(resource, "bypassActors", [{ actorType: "User", actorId: 7 }]),
        message: 'User (always) may bypass the guard of "web"',
      },
      {
        name: "branch protection that spares administrators",
        edit: (stack) =>
          stack.add({
            type: "github:index/branchProtection:BranchProtection",
            name: "older",
            inputs: { repositoryId: "web", pattern: "main" },
          }),
        at: "older",
        message: 'administrators (always) may bypass the guard of "web"',
      },
    ],
    reads: [
      { path: "bypassActors", wrong: "nobody", null: "passes" },
      { path: "target", wrong: 7, null: "passes" },
    ],
  },
  {
    rule: requirePinnedChecks,
    stack: "shared",
    resource,
    breaks: [
      {
        name: "a check of any App",
        edit: (stack) => stack.set(resource, "rules.requiredStatusChecks.requiredChecks.0.integrationId", undefined),
        message: 'check "build" of "web" may be posted by anybody',
      },
      {
        name: "App zero",
        edit: (stack) => stack.set(resource, "rules.requiredStatusChecks.requiredChecks.2.integrationId", 0),
        message: 'check "integration-tests" of "web" may be posted by anybody',
      },
    ],
    reads: [
      {
        path: "rules.requiredStatusChecks.requiredChecks.0.integrationId",
        wrong: "15368",
        null: { message: 'check "build" of "web" may be posted by anybody' },
      },
    ],
  },
  {
    rule: requireActiveGuard,
    stack: "shared",
    resource,
    breaks: [
      {
        name: "disabled",
        edit: (stack) => stack.set(resource, "enforcement", "disabled"),
        message: 'ruleset "launchgate: default branch" is not enforced: disabled',
      },
      {
        name: "evaluated only",
        edit: (stack) => stack.set(resource, "enforcement", "evaluate"),
        message: 'ruleset "launchgate: default branch" is not enforced: evaluate',
      },
    ],
    reads: [
      {
        path: "enforcement",
        wrong: true,
        null: { message: 'ruleset "launchgate: default branch" is not enforced: nothing is set' },
      },
    ],
  },
  {
    rule: requireCodeScanning,
    stack: "shared",
    resource: "organization-repository-release-operations-branch-guard-ruleset",
    breaks: [
      {
        name: "no scanning tool",
        edit: (stack) =>
          stack.set(
            "organization-repository-release-operations-branch-guard-ruleset",
            "rules.requiredCodeScanning",
            undefined,
          ),
        message: '"release-operations" merges without code scanning',
      },
      {
        name: "security alerts do not count",
        edit: (stack) =>
          stack.set(
            "organization-repository-release-operations-branch-guard-ruleset",
            "rules.requiredCodeScanning.requiredCodeScanningTools.0.securityAlertsThreshold",
            "none",
          ),
        message: '"release-operations" merges without code scanning',
      },
    ],
    passes: [
      {
        name: "a pinned check scans instead",
        edit: (stack) => stack.set(resource, "rules.requiredCodeScanning", undefined),
      },
    ],
    reads: [
      {
        path: "rules.requiredCodeScanning.requiredCodeScanningTools",
        wrong: "CodeQL",
        null: { message: '"release-operations" merges without code scanning' },
      },
    ],
  },
  {
    rule: matchChecks,
    stack: "shared",
    resource,
    breaks: [
      {
        name: "one check less",
        edit: (stack) => {
          const path = "rules.requiredStatusChecks.requiredChecks";
          const checks = stack.get(resource, path) as { context: string }[];
          stack.set(
            resource,
            path,
            checks.filter(({ context }) => context !== "secret-scan"),
          );
        },
        message: '"web" does not require the check "secret-scan" of the model',
      },
      {
        name: "a check of another App",
        edit: (stack) => stack.set(resource, "rules.requiredStatusChecks.requiredChecks.0.integrationId", 1),
        message: '"web" does not require the check "build" of the model',
      },
    ],
    reads: [
      {
        path: "rules.requiredStatusChecks.requiredChecks.0.context",
        wrong: 7,
        null: { message: '"web" does not require the check "build" of the model' },
      },
    ],
  },
  {
    rule: matchChecks,
    stack: "shared",
    resource: rulesRepository,
    breaks: [
      {
        name: "the review's check from another App",
        edit: (stack) =>
          stack.set(rulesRepository, "rules.requiredStatusChecks.requiredChecks.2.integrationId", 15_368),
        message: '"release-operations" does not require the check "release-review" of the model',
      },
    ],
    passes: [
      {
        name: "other checks in a repository that the model does not know",
        edit: (stack) =>
          stack
            .set(rulesRepository, "repository", "elsewhere")
            .set(rulesRepository, "rules.requiredStatusChecks.requiredChecks", [
              { context: "build", integrationId: 1 },
            ]),
      },
    ],
    reads: [],
  },
  {
    rule: protectRulesRepository,
    stack: "shared",
    resource: rulesRepository,
    breaks: [
      {
        name: "one review",
        edit: (stack) => stack.set(rulesRepository, `${pull}.requiredApprovingReviewCount`, 1),
        message: '"release-operations" holds the rules and asks for 1 reviews, 2 are needed',
      },
    ],
    reads: [
      {
        path: `${pull}.requiredApprovingReviewCount`,
        wrong: "two",
        null: { message: '"release-operations" holds the rules and asks for 0 reviews, 2 are needed' },
      },
    ],
  },
  {
    rule: protectReleaseTags,
    stack: "shared",
    resource: first,
    breaks: [
      { name: "tags can be moved", edit: (stack) => stack.set(tags, "rules.update", false), message: movable },
      { name: "tags can be deleted", edit: (stack) => stack.set(tags, "rules.deletion", undefined), message: movable },
      { name: "the guard is off", edit: (stack) => stack.set(tags, "enforcement", "disabled"), message: movable },
      {
        name: "somebody may bypass it",
        edit: (stack) => stack.set(tags, "bypassActors", [{ actorType: "Team" }]),
        message: movable,
      },
    ],
    reads: [
      { path: "rules.update", of: tags, wrong: "no", null: { message: movable } },
      { path: "bypassActors", of: tags, wrong: "no", null: "passes" },
    ],
  },
];

import { forbidAdminBypass } from "../../../policy/rules/github/forbid-admin-bypass.ts";
import { forbidAnyBranch } from "../../../policy/rules/github/forbid-any-branch.ts";
import { forbidPlainSecrets } from "../../../policy/rules/github/forbid-plain-secrets.ts";
import { forbidSelfReview } from "../../../policy/rules/github/forbid-self-review.ts";
import { matchApproval } from "../../../policy/rules/github/match-approval.ts";
import { protectEnvironment } from "../../../policy/rules/github/protect-environment.ts";
import { requireApprovers } from "../../../policy/rules/github/require-approvers.ts";
import { requireBranchPolicy } from "../../../policy/rules/github/require-branch-policy.ts";
import { requireRulesEnvironments } from "../../../policy/rules/github/require-rules-environments.ts";
import { requireTwoPeople } from "../../../policy/rules/github/require-two-people.ts";
import { requireWait } from "../../../policy/rules/github/require-wait.ts";
import type { Rule } from "../../../policy/define-rule.ts";
import type { StackEdit } from "../stack-edit.ts";
import type { RuleTable } from "../rule-table.ts";

const resource = "web-prod-gate-environment";
const noApprovers = 'environment "prod" names 0 approvers, 1 are needed';
const variable = "web-prod-gate-variable-SERVICE_URL";

const rulesGate = "organization-rules-environments-prod-environment";
const rulesBranch = "organization-rules-environments-prod-branch-main";
const previewGate = "organization-rules-environments-preview-environment";
const verdictGate = "organization-rules-environments-verdict-environment";
const undeclared = 'environment "verdict" of "release-operations" is not declared';

/** The same of production's environment of the rules repository, which the shared stack declares: break, and what a name decides. */
const ofProduction: readonly (readonly [rule: Rule, edit: (stack: StackEdit) => unknown, message: string])[] = [
  [requireApprovers, (stack) => stack.set(rulesGate, "reviewers", undefined), noApprovers],
  [
    forbidSelfReview,
    (stack) => stack.set(rulesGate, "preventSelfReview", false),
    'people may approve their own deployment into "prod"',
  ],
  [
    forbidAdminBypass,
    (stack) => stack.set(rulesGate, "canAdminsBypass", true),
    'administrators may skip the approval of "prod"',
  ],
  [requireWait, (stack) => stack.set(rulesGate, "waitTimer", 4), '"prod" waits 4 minutes, 5 are needed'],
  [
    requireBranchPolicy,
    (stack) => stack.set(rulesGate, "deploymentBranchPolicy", undefined),
    'any branch may deploy into "prod"',
  ],
  [
    requireTwoPeople,
    (stack) => stack.set("release-plan", "teams.release-approvers", ["ada-brandt"]),
    "1 people can approve, 2 are needed",
  ],
  [protectEnvironment, (stack) => stack.protect(rulesGate, false), 'environment "prod" can be deleted'],
];

/** Rules over the environments of the rules repository (P3, S3). */
const ofRules: readonly RuleTable[] = [
  ...ofProduction.map(([rule, edit, message]): RuleTable => ({
    rule,
    stack: "shared",
    resource: rulesGate,
    breaks: [{ name: "in the rules repository", edit, message }],
    passes: [
      {
        name: "an environment of another name in the rules repository",
        edit: (stack) =>
          edit(stack.set(rulesGate, "environment", "sandbox").set("release-plan", "rulesRepository.environments", {})),
      },
    ],
    reads: [],
  })),
  {
    rule: requireTwoPeople,
    stack: "shared",
    resource: rulesGate,
    breaks: [
      {
        name: "a team of nobody",
        edit: (stack) => stack.set("release-plan", "teams.release-approvers", []),
        message: "0 people can approve, 2 are needed",
      },
    ],
    passes: [
      {
        name: "one approver of an environment that is none of production",
        edit: (stack) => stack.set("release-plan", "teams.platform", ["ada-brandt"]),
      },
      {
        name: "an environment that the plan does not know",
        edit: (stack) => stack.set("release-plan", "rulesRepository.environments", {}),
      },
    ],
    reads: [],
  },
  {
    rule: forbidAnyBranch,
    stack: "shared",
    resource: rulesBranch,
    breaks: [
      {
        name: "a star in the rules repository",
        edit: (stack) => stack.set(rulesBranch, "branchPattern", "*"),
        message: 'the pattern "*" lets everything deploy',
      },
    ],
    reads: [],
  },
  {
    rule: matchApproval,
    stack: "shared",
    resource: previewGate,
    breaks: [
      {
        name: "no reviewers before code of a pull request",
        edit: (stack) => stack.set(previewGate, "reviewers", undefined),
        message: "teams that approve: 0, the plan says 1",
      },
    ],
    passes: [
      {
        name: "an environment of another repository",
        edit: (stack) => stack.set(previewGate, "repository", "elsewhere").set(previewGate, "waitTimer", 7),
      },
    ],
    reads: [],
  },
  {
    rule: requireRulesEnvironments,
    stack: "shared",
    resource: "stack",
    breaks: [
      {
        name: "under another name",
        edit: (stack) => stack.set(verdictGate, "environment", "verdicts"),
        message: undeclared,
      },
      {
        name: "of another repository",
        edit: (stack) => stack.set(verdictGate, "repository", "web"),
        message: undeclared,
      },
      { name: "not there", edit: (stack) => stack.remove(verdictGate), message: undeclared },
    ],
    passes: [
      {
        name: "an organisation without GitHub",
        edit: (stack) => stack.remove(verdictGate).set("release-plan", "plans.github", "none"),
      },
    ],
    reads: [
      { path: "environment", of: verdictGate, wrong: 7, null: { message: undeclared } },
      { path: "repository", of: verdictGate, wrong: 7, null: { message: undeclared } },
    ],
  },
];

/** Rules over deployment environments (P3, P1, S2). */
export const environmentTables: readonly RuleTable[] = [
  {
    rule: requireApprovers,
    stack: "prod",
    resource,
    breaks: [
      { name: "no reviewers", edit: (stack) => stack.set(resource, "reviewers", undefined), message: noApprovers },
      {
        name: "an empty block of reviewers",
        edit: (stack) => stack.set(resource, "reviewers", [{ teams: [], users: [] }]),
        message: noApprovers,
      },
      {
        name: "no reviewers, whatever the environment is called",
        edit: (stack) => stack.set(resource, "environment", "launch").set(resource, "reviewers", undefined),
        message: 'environment "launch" names 0 approvers, 1 are needed',
      },
    ],
    passes: [{ name: "one person", edit: (stack) => stack.set(resource, "reviewers", [{ users: [1] }]) }],
    reads: [
      { path: "reviewers", wrong: "everyone", null: { message: noApprovers } },
      { path: "reviewers.0.teams", wrong: 7, null: { message: noApprovers } },
    ],
  },
  {
    rule: requireTwoPeople,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "a team of one",
        edit: (stack) => stack.set("release-plan", "teams.release-approvers", ["ada-brandt"]),
        message: "1 people can approve, 2 are needed",
        also: ["bridge-api-prod-gate-environment"],
      },
    ],
    passes: [
      {
        name: "a team of one and another person",
        edit: (stack) =>
          stack
            .set("release-plan", "teams.release-approvers", ["ada-brandt"])
            .set("release-plan", "stage.approval.people", ["bruno-costa"]),
      },
    ],
    reads: [{ path: "reviewers", wrong: "everyone", null: "passes" }],
  },
  {
    rule: forbidSelfReview,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "self-review",
        edit: (stack) => stack.set(resource, "preventSelfReview", false),
        message: 'people may approve their own deployment into "prod"',
      },
      {
        name: "left at GitHub's default",
        edit: (stack) => stack.set(resource, "preventSelfReview", undefined),
        message: 'people may approve their own deployment into "prod"',
      },
    ],
    reads: [
      {
        path: "preventSelfReview",
        wrong: "true",
        null: { message: 'people may approve their own deployment into "prod"' },
      },
    ],
  },
  {
    rule: forbidAdminBypass,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "bypass",
        edit: (stack) => stack.set(resource, "canAdminsBypass", true),
        message: 'administrators may skip the approval of "prod"',
      },
    ],
    reads: [{ path: "canAdminsBypass", wrong: 0, null: { message: 'administrators may skip the approval of "prod"' } }],
  },
  {
    rule: requireWait,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "one minute less",
        edit: (stack) => stack.set(resource, "waitTimer", 4),
        message: '"prod" waits 4 minutes, 5 are needed',
      },
    ],
    passes: [{ name: "five minutes", edit: (stack) => stack.set(resource, "waitTimer", 5) }],
    reads: [{ path: "waitTimer", wrong: "10", null: { message: '"prod" waits 0 minutes, 5 are needed' } }],
  },
  {
    rule: requireBranchPolicy,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "no policy",
        edit: (stack) => stack.set(resource, "deploymentBranchPolicy", undefined),
        message: 'any branch may deploy into "prod"',
      },
      {
        name: "a custom policy without patterns",
        edit: (stack) => stack.remove("web-prod-gate-branch-main", "web-prod-gate-tag-v*"),
        message: '"prod" has a branch policy of its own without a pattern',
      },
    ],
    passes: [
      {
        name: "protected branches alone",
        edit: (stack) =>
          stack.set(resource, "deploymentBranchPolicy", { protectedBranches: true, customBranchPolicies: false }),
      },
    ],
    reads: [
      {
        path: "deploymentBranchPolicy.customBranchPolicies",
        wrong: "yes",
        null: { message: 'any branch may deploy into "prod"' },
      },
      { path: "deploymentBranchPolicy.protectedBranches", wrong: "no", null: "passes" },
    ],
  },
  {
    rule: forbidAnyBranch,
    stack: "prod",
    resource: "web-prod-gate-branch-main",
    breaks: [
      {
        name: "a star",
        edit: (stack) => stack.set("web-prod-gate-branch-main", "branchPattern", "*"),
        message: 'the pattern "*" lets everything deploy',
      },
      {
        name: "stars over folders",
        edit: (stack) => stack.set("web-prod-gate-branch-main", "branchPattern", "**/*"),
        message: 'the pattern "**/*" lets everything deploy',
      },
    ],
    passes: [
      {
        name: "a folder of branches",
        edit: (stack) => stack.set("web-prod-gate-branch-main", "branchPattern", "release/*"),
      },
    ],
    reads: [{ path: "branchPattern", wrong: 7, null: { message: '"web-prod-gate-branch-main" has no pattern' } }],
  },
  {
    rule: matchApproval,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "another wait",
        edit: (stack) => stack.set(resource, "waitTimer", 30),
        message: "wait in minutes: 30, the plan says 10",
      },
      {
        name: "a reviewer more",
        edit: (stack) => stack.set(resource, "reviewers.0.users", [7]),
        message: "people who approve: 1, the plan says 0",
      },
      {
        name: "two teams",
        edit: (stack) => stack.set(resource, "reviewers.0.teams", [1, 2]),
        message: "teams that approve: 2, the plan says 1",
      },
      {
        name: "bypass",
        edit: (stack) => stack.set(resource, "canAdminsBypass", true),
        message: "administrators bypass: true, the plan says false",
      },
    ],
    reads: [
      { path: "waitTimer", wrong: "10", null: { message: "wait in minutes: 0, the plan says 10" } },
      { path: "reviewers", wrong: "all", null: { message: "teams that approve: 0, the plan says 1" } },
      { path: "canAdminsBypass", wrong: "no", null: { message: "administrators bypass: true, the plan says false" } },
    ],
  },
  {
    rule: protectEnvironment,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "not protected",
        edit: (stack) => stack.protect(resource, false),
        message: 'environment "prod" can be deleted',
      },
    ],
    reads: [],
  },
  ...ofRules,
  {
    rule: forbidPlainSecrets,
    stack: "prod",
    resource: variable,
    breaks: [
      {
        name: "an address with a password",
        edit: (stack) => stack.set(variable, "value", "postgres://app:hunter2pass@db.example/app"),
        message: 'variable "SERVICE_URL" holds an address with a password',
      },
      {
        name: "a random value under a telling name",
        edit: (stack) => stack.set(variable, "variableName", "DEPLOY_TOKEN").set(variable, "value", "zQ8f2LxP0vKd9WmR"),
        message: 'variable "DEPLOY_TOKEN" holds what looks like a credential',
      },
    ],
    reads: [
      { path: "value", wrong: 7, null: "passes" },
      { path: "variableName", wrong: 7, null: "passes" },
    ],
  },
];

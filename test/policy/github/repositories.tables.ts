import type { Rule } from "../../../policy/define-rule.ts";
import { forbidApprovingWorkflows } from "../../../policy/rules/github/forbid-approving-workflows.ts";
import { limitActions } from "../../../policy/rules/github/limit-actions.ts";
import { limitMembers } from "../../../policy/rules/github/limit-members.ts";
import { limitWorkflowToken } from "../../../policy/rules/github/limit-workflow-token.ts";
import { matchVisibility } from "../../../policy/rules/github/match-visibility.ts";
import { protectRepository } from "../../../policy/rules/github/protect-repository.ts";
import { requireDependencyScanning } from "../../../policy/rules/github/require-dependency-scanning.ts";
import { requireOidcSubject } from "../../../policy/rules/github/require-oidc-subject.ts";
import { requireOwnerTopic } from "../../../policy/rules/github/require-owner-topic.ts";
import { requireSecretScanning } from "../../../policy/rules/github/require-secret-scanning.ts";
import { requireShaPins } from "../../../policy/rules/github/require-sha-pins.ts";
import type { RuleTable } from "../rule-table.ts";

const permissions = "organization-repository-web-actions-permissions";
const token = "organization-repository-web-actions-token";
const subject = "organization-repository-web-actions-oidc-subject";
const repository = "organization-repository-web-settings-repository";
interface OneField {
  readonly rule: Rule;
  readonly resource: string;
  readonly path: string;
  /** What breaks it, and how that is told. */
  readonly broken: readonly (readonly [value: unknown, message: string])[];
  readonly wrong: unknown;
  /** Message for null; `passes` where the vendor's default is right. */
  readonly none: string;
}
const oneField: readonly OneField[] = [
  {
    rule: requireShaPins,
    resource: permissions,
    path: "shaPinningRequired",
    broken: [
      [false, '"web" runs actions by tags that can be moved'],
      [undefined, '"web" runs actions by tags that can be moved'],
    ],
    wrong: "yes",
    none: '"web" runs actions by tags that can be moved',
  },
  {
    rule: limitActions,
    resource: permissions,
    path: "allowedActions",
    broken: [
      ["all", '"web" allows actions: all'],
      [undefined, '"web" allows actions: all'],
    ],
    wrong: 7,
    none: '"web" allows actions: all',
  },
  {
    rule: limitActions,
    resource: permissions,
    path: "allowedActionsConfig.patternsAlloweds",
    broken: [[["*"], '"web" allows every action by a pattern']],
    wrong: "*",
    none: "passes",
  },
  {
    rule: limitWorkflowToken,
    resource: token,
    path: "defaultWorkflowPermissions",
    broken: [
      ["write", 'workflows of "web" get a token that writes'],
      [undefined, 'workflows of "web" get a token that writes'],
    ],
    wrong: true,
    none: 'workflows of "web" get a token that writes',
  },
  {
    rule: forbidApprovingWorkflows,
    resource: token,
    path: "canApprovePullRequestReviews",
    broken: [[true, 'workflows of "web" may approve pull requests']],
    wrong: "no",
    none: 'workflows of "web" may approve pull requests',
  },
  {
    rule: requireOidcSubject,
    resource: subject,
    path: "useDefault",
    broken: [[true, '"web" uses the default subject']],
    wrong: "no",
    none: '"web" uses the default subject',
  },
  {
    rule: requireOidcSubject,
    resource: subject,
    path: "includeClaimKeys",
    broken: [
      [["repo"], 'the subject of "web" lacks repository or context'],
      [["context"], 'the subject of "web" lacks repository or context'],
    ],
    wrong: "repo",
    none: 'the subject of "web" lacks repository or context',
  },
  {
    rule: requireSecretScanning,
    resource: repository,
    path: "securityAndAnalysis.secretScanning.status",
    broken: [["disabled", '"web" is not watched for secrets: secretScanning']],
    wrong: true,
    none: '"web" is not watched for secrets: secretScanning',
  },
  {
    rule: requireSecretScanning,
    resource: repository,
    path: "securityAndAnalysis.secretScanningPushProtection.status",
    broken: [[undefined, '"web" is not watched for secrets: secretScanningPushProtection']],
    wrong: 7,
    none: '"web" is not watched for secrets: secretScanningPushProtection',
  },
  {
    rule: matchVisibility,
    resource: repository,
    path: "visibility",
    broken: [
      ["public", '"web" is public, the plan says private'],
      [undefined, '"web" is public, the plan says private'],
    ],
    wrong: 7,
    none: '"web" is public, the plan says private',
  },
  {
    rule: requireOwnerTopic,
    resource: repository,
    path: "topics",
    broken: [
      [["web", "team-nobody"], '"web" names no owning team'],
      [[], '"web" names no owning team'],
    ],
    wrong: "team-product",
    none: '"web" names no owning team',
  },
  {
    rule: protectRepository,
    resource: repository,
    path: "archiveOnDestroy",
    broken: [[false, '"web" can be deleted: it is not archived on destroy']],
    wrong: "yes",
    none: '"web" can be deleted: it is not archived on destroy',
  },
  {
    rule: limitMembers,
    resource: "organization-baseline-settings",
    path: "defaultRepositoryPermission",
    broken: [["write", 'members have "write" on every repository']],
    wrong: 7,
    none: "passes",
  },
  {
    rule: limitMembers,
    resource: "organization-baseline-settings",
    path: "membersCanCreateRepositories",
    broken: [
      [true, "members may create repositories"],
      [undefined, "members may create repositories"],
    ],
    wrong: "no",
    none: "members may create repositories",
  },
];
const alerts = "organization-repository-web-settings-vulnerability-alerts";
const updates = "organization-repository-web-settings-security-updates";

/** Rules over repositories, workflows and the organisation (P2, S1, S2, S3, O3). */
export const repositoryTables: readonly RuleTable[] = [
  ...oneField.map(({ rule, resource, path, broken, wrong, none }): RuleTable => ({
    rule,
    stack: "shared",
    resource,
    breaks: broken.map(([value, message]) => ({
      name: `${path} is ${JSON.stringify(value)}`,
      edit: (stack) => stack.set(resource, path, value),
      message,
    })),
    reads: [{ path, wrong, null: none === "passes" ? "passes" : { message: none } }],
  })),
  {
    rule: protectRepository,
    stack: "shared",
    resource: repository,
    breaks: [
      {
        name: "not protected",
        edit: (stack) => stack.protect(repository, false),
        message: '"web" can be deleted: it is not protected',
      },
    ],
    reads: [],
  },
  {
    rule: requireDependencyScanning,
    stack: "shared",
    resource: repository,
    breaks: [
      {
        name: "no alerts",
        edit: (stack) => stack.remove(alerts),
        message: '"web" has no alerts on vulnerable dependencies',
      },
      {
        name: "alerts off",
        edit: (stack) => stack.set(alerts, "enabled", false),
        message: '"web" has no alerts on vulnerable dependencies',
      },
      {
        name: "updates off",
        edit: (stack) => stack.set(updates, "enabled", undefined),
        message: '"web" has no security updates of dependencies',
      },
    ],
    reads: [
      {
        path: "enabled",
        of: alerts,
        wrong: "yes",
        null: { message: '"web" has no alerts on vulnerable dependencies' },
      },
      { path: "enabled", of: updates, wrong: 1, null: { message: '"web" has no security updates of dependencies' } },
    ],
  },
];

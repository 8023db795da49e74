import type { MutationTable } from "./mutate.ts";
import { named, reasons, rewritten, takenAway, type KindMutations, type Write } from "./mutation-row.ts";
import type { Rows } from "./rows.ts";

type RowsOf = KindMutations["rows"];

const repository = (rows: Rows, name: unknown) => rows.one("github.repository", { name });
const environment = (rows: Rows, inputs: Readonly<Record<string, unknown>>) =>
  rows.below(repository(rows, inputs["repository"]), "github.environment", { name: inputs["environment"] });
/** A setting that a repository has once. */
const setting =
  (...collections: readonly string[]): RowsOf =>
  ({ inputs }, rows) =>
    collections.map((each) => rows.below(repository(rows, inputs["repository"]), `github.${each}`));
const inEnvironment =
  (collection: string, field: string): RowsOf =>
  ({ inputs }, rows) => [rows.below(environment(rows, inputs), `github.${collection}`, { name: inputs[field] })];
const team = (rows: Rows, id: unknown) => rows.one("github.team", { id });

/** A rule without parameters is there or not. */
const ruleOff =
  (type: string): Write =>
  ({ drafts: [draft] }) => {
    const rules = (draft?.data["rules"] ?? []) as ({ type: string } | null)[];
    const place = rules.findIndex((rule) => rule?.type === type);
    if (place === -1) return false;
    rules[place] = null;
    return true;
  };
const status = (name: string): string => `security_and_analysis.${name}.status`;

/** How what the stacks declare at GitHub is changed there. */
export const githubMutations: MutationTable = {
  "github:OrganizationSettings": { rows: (_resource, rows) => [rows.one("github.organization", {})] },
  "github:Repository": {
    rows: ({ inputs }, rows) => [repository(rows, inputs["name"])],
    wire: {
      "securityAndAnalysis.secretScanning.status": status("secret_scanning"),
      "securityAndAnalysis.secretScanningPushProtection.status": status("secret_scanning_push_protection"),
    },
    untouched: { ...named("name"), autoInit: reasons.made, archiveOnDestroy: reasons.engine },
  },
  "github:BranchDefault": {
    rows: ({ inputs }, rows) => [repository(rows, inputs["repository"])],
    wire: { branch: "default_branch" },
    untouched: { ...named("repository"), rename: reasons.engine, waitForRename: reasons.engine },
  },
  "github:IssueLabel": {
    rows: ({ inputs }, rows) => [
      rows.below(repository(rows, inputs["repository"]), "github.label", { name: inputs["name"] }),
    ],
    untouched: named("repository", "name"),
  },
  "github:RepositoryRuleset": {
    rows: ({ id }, rows) => [rows.one("github.ruleset", { id })],
    wire: {
      "rules.creation": ruleOff("creation"),
      "rules.update": ruleOff("update"),
      "rules.deletion": ruleOff("deletion"),
      "rules.nonFastForward": ruleOff("non_fast_forward"),
      "rules.requiredLinearHistory": ruleOff("required_linear_history"),
      "rules.requiredSignatures": ruleOff("required_signatures"),
    },
    untouched: named("repository"),
  },
  "github:RepositoryVulnerabilityAlerts": {
    rows: setting("vulnerability-alerts"),
    wire: { enabled: takenAway },
    untouched: named("repository"),
  },
  "github:RepositoryDependabotSecurityUpdates": {
    rows: setting("automated-security-fixes"),
    untouched: named("repository"),
  },
  "github:ActionsRepositoryPermissions": {
    rows: setting("actions-permissions", "selected-actions"),
    wire: { allowedActions: "allowed_actions" },
    untouched: named("repository"),
    alone: [["enabled"], ["allowedActions"]],
  },
  "github:ActionsRepositoryAccessLevel": { rows: setting("workflow-access"), untouched: named("repository") },
  "github:WorkflowRepositoryPermissions": { rows: setting("workflow-permissions"), untouched: named("repository") },
  "github:ActionsRepositoryOidcSubjectClaimCustomizationTemplate": {
    rows: setting("oidc-subject"),
    untouched: named("repository"),
    alone: [["useDefault"]],
  },
  "github:Team": { rows: ({ id }, rows) => [team(rows, id)] },
  "github:TeamMembership": {
    rows: ({ inputs }, rows) => [
      rows.below(team(rows, inputs["teamId"]), "github.team-membership", { login: inputs["username"] }),
    ],
    untouched: named("teamId", "username"),
  },
  "github:TeamRepository": {
    rows: ({ inputs }, rows) => [
      rows.below(team(rows, inputs["teamId"]), "github.team-repository", { repository: inputs["repository"] }),
    ],
    untouched: named("teamId", "repository"),
  },
  "github:RepositoryEnvironment": {
    rows: ({ inputs }, rows) => [environment(rows, inputs)],
    untouched: {
      ...named("repository", "environment"),
      // GitHub tells of it only where there are reviewers.
      preventSelfReview: ({ inputs }) => (inputs["reviewers"] === undefined ? reasons.unseen : undefined),
    },
    wire: { "reviewers[].teams[]": "reviewers[].id" },
    // Without own patterns those that are declared are gone.
    alone: [["deploymentBranchPolicy.customBranchPolicies", "deploymentBranchPolicy.protectedBranches"]],
  },
  "github:RepositoryEnvironmentDeploymentPolicy": {
    rows: ({ id }, rows) => [rows.one("github.deployment-branch-policy", { id: id.split(":").at(-1) })],
    wire: { branchPattern: "name" },
    untouched: named("repository", "environment"),
  },
  "github:ActionsEnvironmentVariable": {
    rows: inEnvironment("environment-variable", "variableName"),
    untouched: named("repository", "environment", "variableName"),
  },
  "github:ActionsEnvironmentSecret": {
    rows: inEnvironment("environment-secret", "secretName"),
    wire: { value: rewritten },
    untouched: named("repository", "environment", "secretName"),
  },
};

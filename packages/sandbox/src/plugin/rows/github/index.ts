import type { PluginRow } from "../../row.ts";
import { actionsRepositoryPermissions } from "./actions-repository-permissions.ts";
import { branchDefault } from "./branch-default.ts";
import { repositoryEnvironmentDeploymentPolicy } from "./environment-deployment-policy.ts";
import { actionsEnvironmentSecret, actionsEnvironmentVariable } from "./environment-values.ts";
import { repositoryEnvironment } from "./environment.ts";
import { issueLabel } from "./issue-label.ts";
import { organizationSettings } from "./organization-settings.ts";
import * as settings from "./repository-settings.ts";
import { repository } from "./repository.ts";
import { repositoryRuleset } from "./ruleset.ts";
import { teamMembership } from "./team-membership.ts";
import { teamRepository } from "./team-repository.ts";
import { team } from "./team.ts";

/** Types of the GitHub provider. */
export const githubRows: readonly PluginRow[] = [
  ...Object.values(settings),
  actionsEnvironmentSecret,
  actionsEnvironmentVariable,
  actionsRepositoryPermissions,
  branchDefault,
  issueLabel,
  organizationSettings,
  repository,
  repositoryEnvironment,
  repositoryEnvironmentDeploymentPolicy,
  repositoryRuleset,
  team,
  teamMembership,
  teamRepository,
];

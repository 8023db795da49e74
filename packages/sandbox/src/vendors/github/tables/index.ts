import type { Resource } from "../../../resource-table/resource.ts";
import { branch } from "../behaviour/branches.ts";
import { actionsPermissions, selectedActions } from "./actions-permissions.ts";
import { environmentSecret, repositorySecret } from "./actions-secret.ts";
import { environmentVariable, repositoryVariable } from "./actions-variable.ts";
import { collaborator } from "./collaborator.ts";
import { deployKey } from "./deploy-key.ts";
import { deploymentBranchPolicy } from "./deployment-branch-policy.ts";
import { environment } from "./environment.ts";
import { label } from "./label.ts";
import { organizationMembership, teamMembership } from "./memberships.ts";
import { organization } from "./organization.ts";
import {
  artifactRetention,
  automatedSecurityFixes,
  oidcSubject,
  vulnerabilityAlerts,
  workflowAccess,
  workflowPermissions,
} from "./repository-settings.ts";
import { repository } from "./repository.ts";
import { ruleset } from "./ruleset.ts";
import { teamRepository } from "./team-repository.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";
import { organizationWebhook, repositoryWebhook } from "./webhook.ts";

/** Every kind of thing that GitHub keeps here. */
export const resources: readonly Resource[] = [
  organization,
  user,
  organizationMembership,
  team,
  teamMembership,
  teamRepository,
  repository,
  branch,
  collaborator,
  deployKey,
  repositoryWebhook,
  organizationWebhook,
  label,
  vulnerabilityAlerts,
  automatedSecurityFixes,
  actionsPermissions,
  selectedActions,
  workflowPermissions,
  workflowAccess,
  artifactRetention,
  oidcSubject,
  repositorySecret,
  repositoryVariable,
  environment,
  deploymentBranchPolicy,
  environmentSecret,
  environmentVariable,
  ruleset,
];

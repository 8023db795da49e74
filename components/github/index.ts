export { DeploymentEnvironment } from "./deployment-environment.ts";
export { resolveDeploymentEnvironment, type DeploymentEnvironmentArgs } from "./deployment-environment-args.ts";
export { GitHubOrganization } from "./github-organization.ts";
export { resolveGitHubOrganization, type GitHubOrganizationArgs } from "./github-organization-args.ts";
export { rulesRepositoryId } from "./rules-repository.ts";

import {
  rulesRepositoryBranch,
  rulesRepositoryChecks,
  type Organization,
  type RepositoryModel,
} from "@launchgate/core";

/** Id under which the repository of these rules is known beside the services. */
export const rulesRepositoryId = "release-operations";

/** The repository of these rules in the form of a service's repository, so that one component serves both. */
export function rulesRepositoryModel(
  organization: Pick<Organization, "title" | "rulesRepository" | "githubApp">,
): RepositoryModel {
  const { name, visibility, mode } = organization.rulesRepository;
  return {
    name,
    description: `Release operations of ${organization.title}: who may release, what is measured, how it is undone`,
    visibility,
    mode,
    defaultBranch: rulesRepositoryBranch,
    topics: [rulesRepositoryId],
    requiredChecks: rulesRepositoryChecks(organization),
    history: "linear",
    requiredDeployments: [],
  };
}

/** Key path of a repository in the model, for problems. */
export function repositoryPath(serviceId: string): string {
  return serviceId === rulesRepositoryId ? "organization.rulesRepository" : `services.${serviceId}.repository`;
}

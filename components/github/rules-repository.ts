import type { Organization, RepositoryModel } from "@launchgate/core";

/** Id under which the repository of these rules is known beside the services. */
export const rulesRepositoryId = "release-operations";

/** App that posts the checks: GitHub Actions. */
const githubActionsAppId = 15_368;

/**
 * Checks that a change to the rules must pass, by the names of the jobs in this repository's workflows: the whole of
 * `npm run check`, the preview in release language with its policies (P7), and the release checklist (R4).
 */
export const rulesRepositoryChecks: RepositoryModel["requiredChecks"] = [
  { context: "check", appId: githubActionsAppId },
  { context: "preview", appId: githubActionsAppId },
  { context: "release-checklist", appId: githubActionsAppId },
];

/** The repository of these rules in the form of a service's repository, so that one component serves both. */
export function rulesRepositoryModel(organization: Pick<Organization, "title" | "rulesRepository">): RepositoryModel {
  const { name, visibility, mode } = organization.rulesRepository;
  return {
    name,
    description: `Release operations of ${organization.title}: who may release, what is measured, how it is undone`,
    visibility,
    mode,
    defaultBranch: "main",
    topics: [rulesRepositoryId],
    requiredChecks: rulesRepositoryChecks,
    history: "linear",
    requiredDeployments: [],
  };
}

/** Key path of a repository in the model, for problems. */
export function repositoryPath(serviceId: string): string {
  return serviceId === rulesRepositoryId ? "organization.rulesRepository" : `services.${serviceId}.repository`;
}

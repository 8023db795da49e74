import type { Declared } from "../helpers/declared.ts";
import { declare } from "./change.ts";

/** Repositories, teams and environments that many specimens share. */
export const places: readonly Declared[] = [
  ...["common", "other", "third", "fourth"].map((name) => privateRepository(name)),
  ...["common", "other"].flatMap((repository) =>
    ["env", "env-2"].map((environment) =>
      declare("RepositoryEnvironment", `${repository}-${environment}`, customPolicies(repository, environment), [
        repository,
      ]),
    ),
  ),
  ...["team-a", "team-b"].map((name) => declare("Team", name, { name, privacy: "closed" })),
];

/** Names of {@link places}. */
export const placeNames: readonly string[] = places.map(({ name }) => name);

function customPolicies(repository: string, environment: string): Record<string, unknown> {
  return { repository, environment, deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true } };
}

function privateRepository(name: string): Declared {
  return declare("Repository", name, { name, visibility: "private", autoInit: true });
}

/** A repository for one specimen only, for what is there once in each. */
export function ownRepository(specimen: string): Declared {
  return privateRepository(repositoryName(specimen));
}

/** Name of {@link ownRepository}. */
export function repositoryName(specimen: string): string {
  return `of-${specimen}`.replaceAll(/[^\w.-]/g, "-").slice(0, 100);
}

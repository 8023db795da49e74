import type { Organization, Service, Vendors } from "@launchgate/core";
import { rulesRepositoryId, rulesRepositoryModel } from "./rules-repository.ts";
import type { ServiceRepositoryArgs } from "./service-repository-args.ts";

/** Where the managed repositories come from. */
export interface ManagedRepositoriesArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly vendors: Vendors;
  readonly protect: boolean;
}

/**
 * Arguments of every managed repository: one a service, and that of these rules under the strict guard. The team that owns
 * the rules is the release team: it promotes, so it makes the release tags everywhere.
 */
export function managedRepositories(
  args: ManagedRepositoriesArgs,
  teamIds: ServiceRepositoryArgs["teamIds"],
): readonly ServiceRepositoryArgs[] {
  const { organization, services, vendors, protect } = args;
  const { owner: releaseTeam } = organization.rulesRepository;
  const common = { organization, vendors, protect, releaseTeam, teamIds };
  const ofServices = Object.entries(services).map(([serviceId, { repository, owner, qualityGates }]) => {
    const { securityThreshold } = qualityGates;
    return { ...common, serviceId, repository, owner, securityThreshold, guard: "standard" } as const;
  });
  const ofRules: ServiceRepositoryArgs = {
    ...common,
    serviceId: rulesRepositoryId,
    repository: rulesRepositoryModel(organization),
    owner: releaseTeam,
    securityThreshold: "none",
    guard: "strict",
  };
  return [...ofServices, ofRules];
}

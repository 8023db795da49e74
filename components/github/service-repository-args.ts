import type * as pulumi from "@pulumi/pulumi";
import {
  resolution,
  type Organization,
  type RepositoryModel,
  type Resolution,
  type Service,
  type Vendors,
} from "@launchgate/core";
import { resolveBranchGuard, type BranchGuardArgs } from "./branch-guard.ts";
import { resolveRepositoryAccess, type RepositoryAccessArgs } from "./repository-access.ts";
import type { RepositoryActionsArgs } from "./repository-actions.ts";
import { resolveRepositorySettings } from "./repository-settings-args.ts";
import type { RepositorySettingsArgs } from "./repository-settings.ts";
import { resolveTagGuard, type TagGuardArgs } from "./tag-guard.ts";
import { teamAccess } from "./team-access.ts";

/** What a managed repository is made of. */
export interface ServiceRepositoryArgs {
  /** Id of the service in the model, or `release-operations`. */
  readonly serviceId: string;
  readonly organization: Pick<Organization, "githubOwner" | "labels" | "teams">;
  readonly repository: RepositoryModel;
  /** Team that owns it. */
  readonly owner: string;
  /** Team that promotes: it alone makes release tags. */
  readonly releaseTeam: string;
  /** Numeric ids of all teams. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<number>>>;
  /** Worst open finding allowed (P8). */
  readonly securityThreshold: Service["qualityGates"]["securityThreshold"];
  /** `strict` for the repository of these rules. */
  readonly guard: "standard" | "strict";
  readonly vendors: Vendors;
  /** Neither the repository nor its guards can be removed by accident. */
  readonly protect: boolean;
}

/** Arguments of the parts; `repository` is the plain name, which the component replaces by the name that exists. */
export interface ResolvedServiceRepository {
  readonly settings: RepositorySettingsArgs;
  readonly access: RepositoryAccessArgs;
  readonly actions: RepositoryActionsArgs;
  readonly branchGuard: BranchGuardArgs;
  readonly tagGuard: TagGuardArgs;
}

/** Makes the arguments of each part, or tells the problems of all of them. */
export function resolveServiceRepository(args: ServiceRepositoryArgs): Resolution<ResolvedServiceRepository> {
  const parts = {
    settings: settingsOf(args),
    access: accessOf(args),
    actions: actionsOf(args),
    branchGuard: branchGuardOf(args),
    tagGuard: tagGuardOf(args),
  };
  const outcomes: readonly Resolution<unknown>[] = [
    resolveRepositorySettings(parts.settings),
    resolveRepositoryAccess(parts.access),
    resolveBranchGuard(parts.branchGuard),
    resolveTagGuard(parts.tagGuard),
  ];
  return resolution(
    parts,
    outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems)),
  );
}

function settingsOf(args: ServiceRepositoryArgs): RepositorySettingsArgs {
  const { serviceId, repository, owner, vendors, protect } = args;
  return { serviceId, repository, owner, labels: args.organization.labels, vendors, protect };
}

function accessOf(args: ServiceRepositoryArgs): RepositoryAccessArgs {
  const { owner, releaseTeam, teamIds, repository } = args;
  const access = teamAccess({ teams: args.organization.teams, owner, releaseTeam });
  return { repository: repository.name, access, teamIds, retain: isAdopted(args) };
}

function actionsOf(args: ServiceRepositoryArgs): RepositoryActionsArgs {
  const { name, visibility } = args.repository;
  const { githubOwner } = args.organization;
  return { repository: name, githubOwner, visibility, guard: args.guard, retain: isAdopted(args) };
}

function branchGuardOf(args: ServiceRepositoryArgs): BranchGuardArgs {
  const { serviceId, guard, vendors, securityThreshold, protect } = args;
  const { name, visibility, requiredChecks, history, requiredDeployments } = args.repository;
  const rules = { guard, visibility, vendors, requiredChecks, history, requiredDeployments, securityThreshold };
  return { serviceId, repository: name, protect, ...rules };
}

function tagGuardOf(args: ServiceRepositoryArgs): TagGuardArgs {
  const { serviceId, vendors, protect, releaseTeam, teamIds } = args;
  const { name, visibility } = args.repository;
  const id = teamIds[releaseTeam];
  const creators = id === undefined ? [] : [{ type: "Team", id, mode: "always" } as const];
  return { serviceId, repository: name, visibility, vendors, creators, protect };
}

const isAdopted = (args: ServiceRepositoryArgs): boolean => args.repository.mode === "adopt";

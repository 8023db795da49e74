import type * as pulumi from "@pulumi/pulumi";
import {
  resolution,
  type Organization,
  type Problem,
  type Resolution,
  type Service,
  type Stack,
  type Stage,
  type Vendors,
} from "@launchgate/core";
import { organizationProblems } from "./github-organization-problems.ts";
import { resolveDeploymentEnvironment } from "./deployment-environment-args.ts";
import { managedRepositories } from "./managed-repositories.ts";
import { resolveOrganizationBaseline } from "./organization-baseline.ts";
import { resolveOrganizationTeam } from "./organization-team.ts";
import { rulesEnvironmentArgs } from "./rules-environments-args.ts";
import { resolveServiceRepository } from "./service-repository-args.ts";
import { ancestors } from "./team-access.ts";

/** What the shared stack knows of GitHub. */
export interface GitHubOrganizationArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  /** Every stack of the model: each that lasts has an environment in the rules repository. */
  readonly stacks: Readonly<Record<string, Stack>>;
  readonly vendors: Vendors;
  /** Billing address of the organisation: GitHub refuses organisation settings without it. Kept secret. */
  readonly billingEmail: pulumi.Input<string>;
  /** Settings, teams, repositories and guards cannot be removed by accident. */
  readonly protect: boolean;
}

/** Teams in an order in which each parent stands before its children. */
export interface ResolvedGitHubOrganization {
  readonly teamOrder: readonly string[];
}

/**
 * Orders the teams, or tells every problem: `reference.unknown-team`, `reference.unknown-stage`, `github.team-circle`,
 * `github.reserved-service-id`, `github.repository-declared-twice`, `github.approver-without-access`,
 * `github.required-deployment-unreachable`, and those of every part: settings, teams, repositories.
 */
export function resolveGitHubOrganization(args: GitHubOrganizationArgs): Resolution<ResolvedGitHubOrganization> {
  const { teams } = args.organization;
  const depth = (id: string): number => ancestors(id, teams).length;
  const teamOrder = Object.keys(teams).sort((a, b) => depth(a) - depth(b) || a.localeCompare(b));
  return resolution({ teamOrder }, withoutRepeats([...organizationProblems(args), ...partProblems(args)]));
}

function partProblems(args: GitHubOrganizationArgs): Problem[] {
  const { people, teams } = args.organization;
  const { protect } = args;
  const zero = (map: object): Record<string, number> => Object.fromEntries(Object.keys(map).map((id) => [id, 0]));
  const known = zero(teams);
  const ids = { repository: args.organization.rulesRepository.name, teamIds: known, userIds: zero(people) };
  const outcomes: readonly Resolution<unknown>[] = [
    resolveOrganizationBaseline(args),
    ...Object.entries(teams).map(([teamId, team]) => resolveOrganizationTeam({ teamId, team, people, protect })),
    ...managedRepositories(args, known).map(resolveServiceRepository),
    ...rulesEnvironmentArgs({ ...args, ...ids }).map(resolveDeploymentEnvironment),
  ];
  return outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
}

/** The same label or plan problem of several repositories is told once. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

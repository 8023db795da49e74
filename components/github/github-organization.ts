import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import { resolveGitHubOrganization, type GitHubOrganizationArgs } from "./github-organization-args.ts";
import { managedRepositories } from "./managed-repositories.ts";
import { OrganizationBaseline } from "./organization-baseline.ts";
import { OrganizationTeam } from "./organization-team.ts";
import { RulesEnvironments } from "./rules-environments.ts";
import { rulesRepositoryId } from "./rules-repository.ts";
import { ServiceRepository } from "./service-repository.ts";

/**
 * Everything of GitHub that the stages share (house decision 2): organisation settings, teams, one repository a service
 * and the repository of these rules under the strictest guard, with the environments of its workflows (P3, P6, S1, S2, S3).
 */
export class GitHubOrganization extends Component {
  /** Numeric ids of the teams, by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Output<number>>>;
  /** Slugs of the teams, by team. */
  readonly teamSlugs: Readonly<Record<string, pulumi.Output<string>>>;
  /** Numeric ids of the people's accounts, by person, looked up by login. */
  readonly userIds: Readonly<Record<string, pulumi.Output<number>>>;
  /** Names of the repositories, by service; that of these rules as `release-operations`. */
  readonly repositories: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #args: GitHubOrganizationArgs;

  constructor(name: string, args: GitHubOrganizationArgs, options?: pulumi.ComponentResourceOptions) {
    const { teamOrder } = valueOrThrow(resolveGitHubOrganization(args));
    const { organization, services } = args;
    const inputs = { owner: organization.githubOwner, services: Object.keys(services).sort() };
    super("launchgate:github:GitHubOrganization", name, inputs, options);
    this.#args = args;
    new OrganizationBaseline(this.child("baseline"), args, { parent: this });
    const teams = this.#teams(teamOrder);
    this.teamIds = mapValues(teams, (team) => team.teamId);
    this.teamSlugs = mapValues(teams, (team) => team.slug);
    this.userIds = mapValues(organization.people, (person) => this.#userId(person.github));
    const repositories = this.#repositories();
    this.repositories = mapValues(repositories, ({ repository }) => repository);
    this.#rulesEnvironments(repositories[rulesRepositoryId]);
    const { teamIds, teamSlugs, userIds } = this;
    this.registerOutputs({ teamIds, teamSlugs, userIds, repositories: this.repositories });
  }

  #teams(order: readonly string[]): Readonly<Record<string, OrganizationTeam>> {
    const { organization, protect } = this.#args;
    const made: Record<string, OrganizationTeam> = {};
    for (const teamId of order) {
      const team = organization.teams[teamId];
      if (!team) continue;
      const parent = team.parent === undefined ? undefined : made[team.parent];
      const nesting = parent ? { parentTeamId: parent.teamId } : {};
      const args = { teamId, team, people: organization.people, protect, ...nesting };
      made[teamId] = new OrganizationTeam(this.child(`team-${teamId}`), args, { parent: this });
    }
    return made;
  }

  #userId(login: string): pulumi.Output<number> {
    return github.getUserOutput({ username: login }, { parent: this }).id.apply(Number);
  }

  #repositories(): Readonly<Record<string, ServiceRepository>> {
    const made = managedRepositories(this.#args, this.teamIds).map((args) => {
      const child = this.child(`repository-${args.serviceId}`);
      return [args.serviceId, new ServiceRepository(child, args, { parent: this })] as const;
    });
    return Object.fromEntries(made);
  }

  #rulesEnvironments(rules: ServiceRepository | undefined): void {
    if (!rules) return;
    const { teamIds, userIds } = this;
    const repository = rules.repositoryWithAccess;
    const args = { ...this.#args, teamIds, userIds, repository };
    new RulesEnvironments(this.child("rules-environments"), args, { parent: this });
  }
}

function mapValues<T, R>(map: Readonly<Record<string, T>>, make: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, make(value)]));
}

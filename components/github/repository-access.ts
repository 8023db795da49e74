import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type Problem, type Resolution } from "@launchgate/core";
import { Component } from "../component.ts";
import type { TeamPermission } from "./wire.ts";

/** Who may do what with a repository. */
export interface RepositoryAccessArgs {
  /** Name of the repository. */
  readonly repository: pulumi.Input<string>;
  /** Right of each team, by team; see `teamAccess`. */
  readonly access: Readonly<Record<string, TeamPermission>>;
  /** Numeric ids of the teams. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<number>>>;
  /** Adopted repositories keep their rights when the stack goes (A1). */
  readonly retain: boolean;
}

/** Right and id of each team. */
export type ResolvedRepositoryAccess = Readonly<
  Record<string, { readonly teamId: pulumi.Input<number>; readonly permission: TeamPermission }>
>;

/** Pairs rights with ids, or tells each `reference.unknown-team`. */
export function resolveRepositoryAccess(args: RepositoryAccessArgs): Resolution<ResolvedRepositoryAccess> {
  const problems: Problem[] = [];
  const pairs = Object.entries(args.access).flatMap(([team, permission]) => {
    const teamId = args.teamIds[team];
    if (teamId !== undefined) return [[team, { teamId, permission }] as const];
    problems.push({
      code: "reference.unknown-team",
      path: "organization.teams",
      value: team,
      expected: "a team that exists in GitHub",
      fix: "Add the team to organization.teams.",
    });
    return [];
  });
  return resolution(Object.fromEntries(pairs), problems);
}

/**
 * Rights of teams on a repository (S2), declared one by one: what others granted stays and shows up in drift detection.
 * Rights go to teams only, never to single people.
 */
export class RepositoryAccess extends Component {
  /** Name of the repository, known once every team has its rights: GitHub takes only reviewers who can read. */
  readonly repository: pulumi.Output<string>;

  constructor(name: string, args: RepositoryAccessArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveRepositoryAccess(args));
    super("launchgate:github:RepositoryAccess", name, { access: args.access }, options);
    const rights = Object.entries(resolved).map(
      ([team, { teamId, permission }]) =>
        new github.TeamRepository(
          this.child(team),
          { repository: args.repository, teamId: pulumi.output(teamId).apply(String), permission },
          this.under(args.retain ? { retainOnDelete: true } : {}),
        ),
    );
    const names = pulumi.all(rights.map(({ repository }) => repository));
    this.repository = pulumi.all([args.repository, names]).apply(([repository]) => repository);
    this.registerOutputs({ repository: this.repository });
  }
}

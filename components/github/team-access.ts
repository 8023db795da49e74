import type { Team } from "@launchgate/core";
import type { TeamPermission } from "./wire.ts";

/** What is needed to tell who may do what with one repository. */
export interface TeamAccessArgs {
  readonly teams: Readonly<Record<string, Team>>;
  /** Team that owns the repository: it changes the code. */
  readonly owner: string;
  /** Team that promotes: it makes release tags. */
  readonly releaseTeam: string;
}

const rank: Readonly<Record<TeamPermission, number>> = { pull: 1, push: 2, maintain: 3 };

/**
 * Rights of every team on one repository, least first (S2): the release team maintains, because promotion needs release
 * tags; the owner pushes branches; everybody else reads. A reader may still approve a deployment: GitHub asks for read
 * access of an environment's reviewers. A team that inherits as much from its parent is left out: GitHub refuses less
 * than the parent has and repeats would drift.
 */
export function teamAccess(args: TeamAccessArgs): Readonly<Record<string, TeamPermission>> {
  const wanted = Object.keys(args.teams).map((id): [string, TeamPermission] => [id, permissionOf(id, args)]);
  return Object.fromEntries(wanted.filter(([id, permission]) => rank[permission] > inherited(id, args)));
}

/** The whole chain of parents of `teamId`, nearest first. Stops at an unknown parent and at a circle. */
export function ancestors(teamId: string, teams: Readonly<Record<string, Team>>): readonly string[] {
  const chain: string[] = [];
  let parent = teams[teamId]?.parent;
  while (parent !== undefined && teams[parent] && !chain.includes(parent)) {
    chain.push(parent);
    parent = teams[parent]?.parent;
  }
  return chain;
}

function permissionOf(id: string, args: TeamAccessArgs): TeamPermission {
  if (id === args.releaseTeam) return "maintain";
  return id === args.owner ? "push" : "pull";
}

function inherited(id: string, args: TeamAccessArgs): number {
  return Math.max(0, ...ancestors(id, args.teams).map((parent) => rank[permissionOf(parent, args)]));
}

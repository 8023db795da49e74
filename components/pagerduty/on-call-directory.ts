import type * as pulumi from "@pulumi/pulumi";
import {
  resolution,
  valueOrThrow,
  type OnCall,
  type Organization,
  type Problem,
  type Resolution,
} from "@launchgate/core";
import { Component } from "../component.ts";
import { resolvePagedPerson } from "./paged-person-plan.ts";
import { PagedPerson } from "./paged-person.ts";
import { PagedTeam } from "./paged-team.ts";
import { distinctProblems, unknownReference } from "./problems.ts";

/** What the directory is made of. */
export interface OnCallDirectoryArgs {
  readonly organization: Organization;
  readonly notifications: OnCall["notifications"];
  /** Reads a secret of the stack's configuration. */
  readonly personal: (secretKey: string) => pulumi.Output<string>;
}

/** People with a seat, and teams with parents first. */
export interface ResolvedOnCallDirectory {
  readonly seats: readonly string[];
  readonly teams: readonly string[];
}

/** Fills in, or tells every problem: those of each person, `reference.unknown-team`, `pagerduty.team-cycle`. */
export function resolveOnCallDirectory(
  args: Pick<OnCallDirectoryArgs, "organization" | "notifications">,
): Resolution<ResolvedOnCallDirectory> {
  const { organization, notifications } = args;
  const seats = seatsOf(organization);
  const personProblems = Object.entries(organization.people).flatMap(([personId, person]) => {
    if (!person.paged) return [];
    const resolved = resolvePagedPerson({ personId, person, notifications });
    return resolved.ok ? [] : resolved.problems;
  });
  const order = parentsFirst(organization.teams);
  return resolution({ seats, teams: order }, [
    ...distinctProblems(personProblems),
    ...parentProblems(organization.teams, order),
  ]);
}

/** Ids of the people with a PagerDuty seat, in the order of the model. */
export function seatsOf(organization: Organization): string[] {
  return Object.keys(organization.people).filter((id) => organization.people[id]?.paged === true);
}

/** Team ids with each parent before its children; teams of a cycle are left out. */
function parentsFirst(teams: Organization["teams"]): string[] {
  const placed: string[] = [];
  let waiting = Object.keys(teams);
  for (;;) {
    const ready = waiting.filter((id) => {
      const parent = teams[id]?.parent;
      return parent === undefined || !(parent in teams) || placed.includes(parent);
    });
    if (ready.length === 0) return placed;
    placed.push(...ready);
    waiting = waiting.filter((id) => !ready.includes(id));
  }
}

function parentProblems(teams: Organization["teams"], order: readonly string[]): Problem[] {
  return Object.entries(teams).flatMap(([id, { parent }]): Problem[] => {
    if (parent === undefined) return [];
    const path = `organization.teams.${id}.parent`;
    const unknown = unknownReference("team", path, parent, Object.keys(teams));
    if (unknown.length > 0 || order.includes(id)) return unknown;
    return [
      {
        code: "pagerduty.team-cycle",
        path,
        value: parent,
        expected: "a team that is not below this one",
        fix: "Take the parent off one team of the circle.",
      },
    ];
  });
}

/** Who can be paged: people with a seat and their teams (O1, D4). */
export class OnCallDirectory extends Component {
  /** PagerDuty ids by person. */
  readonly userIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** PagerDuty ids by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The teams with their memberships, by id, for what must come after them. */
  readonly teams: Readonly<Record<string, PagedTeam>>;

  constructor(name: string, args: OnCallDirectoryArgs, options?: pulumi.ComponentResourceOptions) {
    const { seats, teams } = valueOrThrow(resolveOnCallDirectory(args));
    super("launchgate:pagerduty:OnCallDirectory", name, { seats: [...seats], teams: [...teams] }, options);
    this.userIds = this.#people(args, seats);
    this.teams = this.#teams(args.organization, teams);
    this.teamIds = Object.fromEntries(Object.entries(this.teams).map(([id, { teamId }]) => [id, teamId]));
    this.registerOutputs({ userIds: this.userIds, teamIds: this.teamIds });
  }

  #people(
    { organization, notifications, personal }: OnCallDirectoryArgs,
    seats: readonly string[],
  ): Record<string, pulumi.Output<string>> {
    const ids: Record<string, pulumi.Output<string>> = {};
    for (const personId of seats) {
      const person = organization.people[personId];
      if (!person) continue;
      const args = { personId, person, notifications, personal };
      ids[personId] = new PagedPerson(this.child(personId), args, { parent: this }).userId;
    }
    return ids;
  }

  #teams(organization: Organization, order: readonly string[]): Record<string, PagedTeam> {
    const made: Record<string, PagedTeam> = {};
    for (const teamId of order) {
      const team = organization.teams[teamId];
      if (!team) continue;
      const parent = team.parent === undefined ? undefined : made[team.parent];
      const args = { teamId, team, people: organization.people, userIds: this.userIds };
      const parented = parent === undefined ? args : { ...args, parentId: parent.teamId };
      made[teamId] = new PagedTeam(this.child(`team-${teamId}`), parented, { parent: this });
    }
    return made;
  }
}

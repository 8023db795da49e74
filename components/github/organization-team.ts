import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import {
  resolution,
  valueOrThrow,
  vendorName,
  type Person,
  type Problem,
  type Resolution,
  type Team,
} from "@launchgate/core";
import { Component } from "../component.ts";
import type { TeamNotification, TeamPrivacy, TeamRole } from "./wire.ts";

/** What a team is made of. */
export interface OrganizationTeamArgs {
  /** Id in the model; it is the team's name, so that its slug and CODEOWNERS lines never change with the title. */
  readonly teamId: string;
  readonly team: Team;
  /** People of the organisation, by id. */
  readonly people: Readonly<Record<string, Person>>;
  /** Numeric id of the parent team. Default: no parent. */
  readonly parentTeamId?: pulumi.Input<number>;
  /** The team cannot be deleted by accident: its id stands in environments and rulesets. */
  readonly protect: boolean;
}

/** {@link OrganizationTeamArgs} with each person's role told. */
export interface ResolvedOrganizationTeam {
  readonly name: string;
  readonly description: string;
  /** Login and role, by person. */
  readonly members: Readonly<Record<string, { readonly login: string; readonly role: TeamRole }>>;
}

/** Fills in, or tells every problem: `reference.unknown-person`, `github.maintainer-not-member`. */
export function resolveOrganizationTeam(args: OrganizationTeamArgs): Resolution<ResolvedOrganizationTeam> {
  const { teamId, team, people } = args;
  const members = team.members.flatMap((id) => {
    const login = people[id]?.github;
    const role: TeamRole = team.maintainers.includes(id) ? "maintainer" : "member";
    return login === undefined ? [] : [[id, { login, role }] as const];
  });
  const description = `${team.title}: ${team.description} (managed-by: launchgate)`;
  const resolved = { name: vendorName("githubTeam", teamId), description, members: Object.fromEntries(members) };
  return resolution(resolved, teamProblems(teamId, team, people));
}

function teamProblems(teamId: string, team: Team, people: Readonly<Record<string, Person>>): Problem[] {
  const path = `organization.teams.${teamId}`;
  const unknown = team.members.flatMap((id, index): Problem[] =>
    people[id]
      ? []
      : [
          {
            code: "reference.unknown-person",
            path: `${path}.members[${String(index)}]`,
            value: id,
            expected: "an id of organization.people",
            fix: "Add the person, or take the id out of the team.",
          },
        ],
  );
  const outsiders = team.maintainers.flatMap((id, index): Problem[] =>
    team.members.includes(id)
      ? []
      : [
          {
            code: "github.maintainer-not-member",
            path: `${path}.maintainers[${String(index)}]`,
            value: id,
            expected: "one of the team's members",
            fix: "Add the person to members as well.",
          },
        ],
  );
  return [...unknown, ...outsiders];
}

/**
 * A team and its people (S2). Memberships are declared one by one: people whom others added stay, and show up in drift
 * detection instead of being thrown out (A1). A person outside the organisation is invited.
 *
 * Not managed: an owner of the organisation is a maintainer of every team; declare owners as maintainers, else GitHub
 * answers `maintainer` for ever.
 */
export class OrganizationTeam extends Component {
  /** Numeric id, as environments and rulesets want it. */
  readonly teamId: pulumi.Output<number>;
  /** Slug for mentions and CODEOWNERS. */
  readonly slug: pulumi.Output<string>;

  constructor(name: string, args: OrganizationTeamArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveOrganizationTeam(args));
    super("launchgate:github:OrganizationTeam", name, { teamId: args.teamId, members: args.team.members }, options);
    const team = this.#team(args, resolved);
    this.#memberships(team, resolved);
    this.teamId = team.id.apply(Number);
    this.slug = team.slug;
    this.registerOutputs({ teamId: this.teamId, slug: this.slug });
  }

  #team(args: OrganizationTeamArgs, resolved: ResolvedOrganizationTeam): github.Team {
    const parent = args.parentTeamId;
    return new github.Team(
      this.child("team"),
      {
        name: resolved.name,
        description: resolved.description,
        privacy: "closed" satisfies TeamPrivacy,
        notificationSetting: "notifications_enabled" satisfies TeamNotification,
        ...(parent === undefined ? {} : { parentTeamId: pulumi.output(parent).apply(String) }),
      },
      this.under({ protect: args.protect }),
    );
  }

  #memberships(team: github.Team, resolved: ResolvedOrganizationTeam): void {
    for (const [id, { login, role }] of Object.entries(resolved.members)) {
      const child = this.child(`member-${id}`);
      new github.TeamMembership(child, { teamId: team.id, username: login, role }, this.under());
    }
  }
}

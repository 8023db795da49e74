import * as pagerduty from "@pulumi/pagerduty";
import type * as pulumi from "@pulumi/pulumi";
import type { Person, Team } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import type { TeamRole } from "./wire.ts";

/** What a team is made of. */
export interface PagedTeamArgs {
  /** Id in the model. */
  readonly teamId: string;
  readonly team: Team;
  /** People of the organisation, by id. */
  readonly people: Readonly<Record<string, Person>>;
  /** PagerDuty ids of those with a seat; members without one are left out. */
  readonly userIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** PagerDuty id of the parent team. Default: no parent. */
  readonly parentId?: pulumi.Input<string>;
}

/** People whose PagerDuty role only reads can only watch in a team. */
const readers: readonly Person["pagerDutyRole"][] = ["read_only_user", "read_only_limited_user", "observer"];

/** Role of a member: maintainers manage, readers observe, the others respond. */
export function teamRole(team: Team, personId: string, person: Pick<Person, "pagerDutyRole"> | undefined): TeamRole {
  if (person && readers.includes(person.pagerDutyRole)) return "observer";
  return team.maintainers.includes(personId) ? "manager" : "responder";
}

/**
 * A team and its members (O1). Memberships are declared one by one: members whom others added stay and show up as drift
 * (A1). Not managed: members without a seat, tags.
 */
export class PagedTeam extends Component {
  /** PagerDuty id of the team. */
  readonly teamId: pulumi.Output<string>;

  constructor(name: string, args: PagedTeamArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:pagerduty:PagedTeam", name, { teamId: args.teamId, members: args.team.members }, options);
    const team = this.#team(args);
    this.#memberships(args, team);
    this.teamId = team.id;
    this.registerOutputs({ teamId: this.teamId });
  }

  #team({ team, teamId, parentId }: PagedTeamArgs): pagerduty.Team {
    return new pagerduty.Team(
      this.child("team"),
      {
        name: team.title,
        description: `${team.description} (team: ${teamId}, ${managedBy})`,
        ...(parentId === undefined ? {} : { parent: parentId }),
      },
      this.under({ version: pluginVersion }),
    );
  }

  #memberships({ team, people, userIds }: PagedTeamArgs, made: pagerduty.Team): void {
    for (const personId of team.members) {
      const userId = userIds[personId];
      if (userId === undefined) continue;
      const role = teamRole(team, personId, people[personId]);
      new pagerduty.TeamMembership(
        this.child(`member-${personId}`),
        { teamId: made.id, userId, role },
        this.under({ version: pluginVersion }),
      );
    }
  }
}

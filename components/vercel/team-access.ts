import { planHas, resolution, valueOrThrow } from "@launchgate/core";
import type { Organization, Problem, Resolution, Service, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";

/** Arguments of {@link VercelTeamAccess}. */
export interface VercelTeamAccessArgs {
  /** Whose teams get a group each. */
  readonly organization: Organization;
  /** All services; their owners must be teams of the organisation. */
  readonly services: Readonly<Record<string, Service>>;
  /** Access groups need the enterprise plan (`vercel-access-groups`, A3). */
  readonly vendors: Vendors;
  /** Guards the groups against deletion: projects of every stage refer to them. False in ephemeral stacks. */
  readonly protect: boolean;
}

/** What {@link VercelTeamAccess} declares. */
export interface ResolvedVercelTeamAccess {
  /** Ids of the teams that get a group; empty where the plan has none. */
  readonly teamIds: readonly string[];
}

/** Checks the arguments. Problems: `vercel.unknown-team`. */
export function resolveVercelTeamAccess(args: VercelTeamAccessArgs): Resolution<ResolvedVercelTeamAccess> {
  const teamIds = planHas(args.vendors, "vercel-access-groups") ? Object.keys(args.organization.teams) : [];
  return resolution({ teamIds }, unknownOwners(args));
}

/**
 * One Vercel access group a team (S2, L4), in the shared stack. Which people are in a group comes from the identity
 * provider's directory sync and is not managed here: the model knows no Vercel user ids.
 */
export class VercelTeamAccess extends Component {
  /** Team id to the id of its access group; empty without the feature. */
  readonly accessGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: VercelTeamAccessArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveVercelTeamAccess(args));
    super("launchgate:vercel:VercelTeamAccess", name, { teamIds: [...resolved.teamIds] }, options);
    this.accessGroupIds = Object.fromEntries(
      resolved.teamIds.map((teamId) => [teamId, this.#group(teamId, args.protect).id]),
    );
    this.registerOutputs({ accessGroupIds: this.accessGroupIds });
  }

  /** The name is the team's id, which a change of the team's title leaves alone. */
  #group(teamId: string, protect: boolean): vercel.AccessGroup {
    return new vercel.AccessGroup(this.child(teamId), { name: teamId }, this.under({ protect }));
  }
}

function unknownOwners(args: VercelTeamAccessArgs): Problem[] {
  const owners: [string, string][] = [
    ...Object.entries(args.services).map(([id, service]): [string, string] => [`services.${id}.owner`, service.owner]),
    ["organization.rulesRepository.owner", args.organization.rulesRepository.owner],
  ];
  const known = Object.keys(args.organization.teams);
  return owners
    .filter(([, owner]) => !known.includes(owner))
    .map(([path, owner]) => ({
      code: "vercel.unknown-team",
      path,
      value: owner,
      expected: `a team: ${known.join(", ")}`,
      fix: "Name a team of organization.teams.",
    }));
}

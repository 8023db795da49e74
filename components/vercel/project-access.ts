import { planHas, resolution, valueOrThrow } from "@launchgate/core";
import type { Organization, Problem, Resolution, Service, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import type { ProjectRole } from "./wire.ts";

/** Whose access is decided, from what. */
export interface ProjectAccessParts {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly vendors: Vendors;
  /** Team id to access group, as {@link VercelTeamAccess} makes them; empty without the feature. */
  readonly accessGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of {@link ProjectAccess}. */
export interface ProjectAccessArgs extends ProjectAccessParts {
  /** Project that the groups get access to. */
  readonly projectId: pulumi.Input<string>;
}

/** Team id to its role in the project. */
export interface ResolvedProjectAccess {
  readonly roles: Readonly<Record<string, ProjectRole>>;
}

/** Decides the roles. Problems: `vercel.access-group-missing`. */
export function resolveProjectAccess(parts: ProjectAccessParts): Resolution<ResolvedProjectAccess> {
  const wanted = planHas(parts.vendors, "vercel-access-groups");
  const teamIds = wanted ? Object.keys(parts.accessGroupIds) : [];
  const roles = Object.fromEntries(teamIds.map((teamId) => [teamId, roleOf(teamId, parts)]));
  const problem: Problem = {
    code: "vercel.access-group-missing",
    path: `services.${parts.serviceId}.owner`,
    value: parts.service.owner,
    expected: `a team with an access group: ${teamIds.join(", ") || "there is none"}`,
    fix: "Update the shared stack, which makes one access group a team, then this one.",
  };
  return resolution({ roles }, wanted && !teamIds.includes(parts.service.owner) ? [problem] : []);
}

/** Who may do what in a project (S2, L4): the rules' owners administer, the service's owners develop, all others read. */
export class ProjectAccess extends Component {
  constructor(name: string, args: ProjectAccessArgs, options?: pulumi.ComponentResourceOptions) {
    const { roles } = valueOrThrow(resolveProjectAccess(args));
    super("launchgate:vercel:ProjectAccess", name, { roles: { ...roles } }, options);
    for (const [teamId, role] of Object.entries(roles)) {
      const accessGroupId = args.accessGroupIds[teamId];
      if (accessGroupId !== undefined) this.#grant(teamId, { accessGroupId, projectId: args.projectId, role });
    }
    this.registerOutputs({});
  }

  #grant(teamId: string, args: vercel.AccessGroupProjectArgs): void {
    new vercel.AccessGroupProject(this.child(teamId), args, this.under());
  }
}

/** Only the team that owns the rules, and with them the pipeline, may change a project's settings. */
function roleOf(teamId: string, parts: ProjectAccessParts): ProjectRole {
  if (teamId === parts.organization.rulesRepository.owner) return "ADMIN";
  return teamId === parts.service.owner ? "PROJECT_DEVELOPER" : "PROJECT_VIEWER";
}

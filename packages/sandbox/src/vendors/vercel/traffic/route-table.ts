import type { World } from "../../../world/world.ts";
import { customHosts, productionHosts, type AliasData } from "../release/aliases.ts";
import { deploymentOf, type Deployment, type Project } from "../release/moment.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";

/** Where a host name leads. */
export interface Destination {
  readonly project: Project;
  /** The one deployment that it names; absent: whatever serves production. */
  readonly deployment?: Deployment;
  /** `custom`: a domain of the project. `generated`: a name that Vercel made. Protection tells them apart. */
  readonly host: "custom" | "generated";
}

/** Finds where a host name leads: a deployment's own, an alias, a domain, `<project>.vercel.app`, or `<project>.localhost`. */
export function destinationOf(world: World, host: string): Destination | undefined {
  return ofDeployment(world, host) ?? ofAlias(world, host) ?? ofProduction(world, host);
}

function ofDeployment(world: World, host: string): Destination | undefined {
  const found = world.store.all<DeploymentData>("vercel.deployment").find(({ data }) => data.url === host);
  const project = found && world.store.get<ProjectData>(found.parent ?? "");
  return project && { project, deployment: found, host: "generated" };
}

function ofAlias(world: World, host: string): Destination | undefined {
  const alias = world.store.all<AliasData>("vercel.alias").find(({ data }) => data.alias === host);
  const project = alias && world.store.get<ProjectData>(alias.parent ?? "");
  const deployment = project && deploymentOf({ world }, project, alias.data.deployment);
  return deployment && { project, deployment, host: "custom" };
}

function ofProduction(world: World, host: string): Destination | undefined {
  const project = world.store
    .all<ProjectData>("vercel.project")
    .find((each) => host === `${each.data.name}.localhost` || productionHosts(each, world).includes(host));
  if (!project) return undefined;
  const custom = host.endsWith(".localhost") || customHosts(project, world).includes(host);
  return { project, host: custom ? "custom" : "generated" };
}

import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";

/** Where and when something happens: a request's call has it, and so has an appointment that is due. */
export interface Moment {
  readonly world: World;
  /** Sandbox time, milliseconds since 1970. */
  readonly now: number;
}

/** A project as kept. */
export type Project = Entity<ProjectData>;
/** A deployment as kept. */
export type Deployment = Entity<DeploymentData>;

/** Changes fields of a project without its rules: what Vercel does of itself. */
export function changeProject({ world, now }: Moment, project: Project, fields: Partial<ProjectData>): Project {
  return world.store.alter(project, now, fields);
}

/** Changes fields of a deployment. */
export function changeDeployment(
  { world, now }: Moment,
  deployment: Deployment,
  fields: Partial<DeploymentData>,
): Deployment {
  return world.store.alter(deployment, now, fields);
}

/** A deployment of a project by its id. */
export function deploymentOf({ world }: Pick<Moment, "world">, project: Project, id: string): Deployment | undefined {
  return world.store
    .children<DeploymentData>("vercel.deployment", project.key)
    .find(({ data }) => data.id === id || data.url === id);
}

/** The deployment that serves production. */
export function productionOf(moment: Pick<Moment, "world">, project: Project): Deployment | undefined {
  const { production } = project.data;
  return production === undefined ? undefined : deploymentOf(moment, project, production);
}

/** Tells the time line what happened at Vercel. */
export function tellHappening(
  { world, now }: Moment,
  kind: string,
  text: string,
  data: Readonly<Record<string, unknown>>,
): void {
  world.timeline.note({ source: "vercel", kind, text, data, at: now });
}

import { createHash } from "node:crypto";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";

/** A host name given to one deployment by hand, as kept. */
export interface AliasData extends Data {
  readonly uid: string;
  readonly alias: string;
  /** Id of the deployment. */
  readonly deployment: string;
}

/** An address that leads to a deployment. */
export interface Alias {
  readonly uid: string;
  readonly alias: string;
  /** Id of the deployment; `null`: it leads nowhere yet. */
  readonly deployment: string | null;
  readonly project: Entity<ProjectData>;
  readonly created: number;
  /** `production`: follows whatever serves production. `own`: given to one deployment. */
  readonly kind: "production" | "own";
}

/** Host names that follow production: the project's own and its domains without branch, environment or redirect. */
export function productionHosts(project: Entity<ProjectData>, world: World): readonly string[] {
  return [`${project.data.name}.vercel.app`, ...customHosts(project, world)];
}

/** Domains of a project that serve production. */
export function customHosts({ key }: Entity<ProjectData>, { store }: World): readonly string[] {
  const serves = ({ data }: Entity): boolean =>
    ["gitBranch", "customEnvironmentId", "redirect"].every((field) => data[field] == null);
  return store
    .children("vercel.project-domain", key)
    .filter(serves)
    .map(({ data }) => String(data["name"]));
}

/** Every address of a project. */
export function aliasesOfProject(project: Entity<ProjectData>, world: World): readonly Alias[] {
  const following = productionHosts(project, world).map((alias) => ({
    ...{ uid: uidOf(alias), alias, project, created: project.data.productionSince ?? project.created },
    ...{ deployment: project.data.production ?? null, kind: "production" as const },
  }));
  const own = world.store.children<AliasData>("vercel.alias", project.key).map(({ data, created }) => ({
    ...{ uid: data.uid, alias: data.alias, deployment: data.deployment, project, created, kind: "own" as const },
  }));
  return [...following.filter(({ deployment }) => deployment !== null), ...own];
}

/** Host names that lead to a deployment beside its own. */
export function aliasesOf({ parent, data }: Entity<DeploymentData>, world: World): readonly string[] {
  const project = world.store.get<ProjectData>(parent ?? "");
  if (!project) return [];
  const all = aliasesOfProject(project, world);
  return all.filter(({ deployment }) => deployment === data.id).map(({ alias }) => alias);
}

/** Id of an address that follows production: the same for the same name. */
function uidOf(alias: string): string {
  return createHash("sha256").update(alias).digest("hex").slice(0, 24);
}

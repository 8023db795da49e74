import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";

/** A deployment as it is kept. */
export interface DeploymentData extends Data {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly payload: unknown;
  readonly environment: string;
  readonly description: string | null;
  readonly creator: string;
  readonly transient: boolean;
  readonly production: boolean;
}

/** States of a deployment. */
export const deploymentStates = [
  "error",
  "failure",
  "inactive",
  "in_progress",
  "queued",
  "pending",
  "success",
  "waiting",
] as const;

/** A status of a deployment. */
export interface DeploymentStatusData extends Data {
  readonly id: number;
  readonly state: (typeof deploymentStates)[number];
  readonly description: string;
  readonly environment: string;
  readonly targetUrl: string;
  readonly environmentUrl: string;
  readonly creator: string;
}

/** A deployment. */
export type Deployment = Entity<DeploymentData>;

/** Deployments of a repository, oldest first. */
export function deploymentsOf(world: World, repo: Repository): readonly Deployment[] {
  return world.store.children<DeploymentData>("github.deployment", repo.key);
}

/** Statuses of a deployment, oldest first. */
export function deploymentStatuses(world: World, { key }: Deployment): readonly Entity<DeploymentStatusData>[] {
  return world.store.children<DeploymentStatusData>("github.deployment-status", key);
}

/** Whether a commit is out at an environment: its newest deployment there succeeded and is not inactive. */
export function isDeployed(world: World, repo: Repository, sha: string, environment: string): boolean {
  const all = deploymentsOf(world, repo).filter(({ data }) => data.sha === sha && data.environment === environment);
  const last = all.at(-1);
  return last !== undefined && deploymentStatuses(world, last).at(-1)?.data.state === "success";
}

import type { World } from "../../../world/world.ts";
import type { Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import {
  deploymentsOf,
  deploymentStatuses,
  type Deployment,
  type DeploymentData,
  type DeploymentStatusData,
} from "./deployment-rows.ts";

/** Makes a deployment. */
export function putDeployment(
  world: World,
  now: number,
  repo: Repository,
  given: Omit<DeploymentData, "id">,
): Deployment {
  const data = { ...given, id: world.ids.number("github.deployment", 8_000_001) } as DeploymentData;
  return world.store.add<DeploymentData>("github.deployment", { parent: repo.key, at: now, data });
}

/** A status to be set. */
export interface NewStatus {
  readonly state: DeploymentStatusData["state"];
  readonly creator: string;
  readonly description?: string;
  readonly environment?: string;
  readonly targetUrl?: string;
  readonly environmentUrl?: string;
  /** Whether a success ends older deployments of the environment. Default true. */
  readonly autoInactive?: boolean;
}

/** Sets a status. A success makes older ones of the same environment inactive, but production and transient ones keep apart. */
export function setStatus(
  world: World,
  now: number,
  repo: Repository,
  of: Deployment,
  given: NewStatus,
): Entity<DeploymentStatusData> {
  const status = put(world, now, of, given);
  if (given.state === "success" && given.autoInactive !== false) {
    const others = deploymentsOf(world, repo).filter((each) => each.key !== of.key && endsWith(each, of));
    for (const each of others) {
      const isOut = deploymentStatuses(world, each).at(-1)?.data.state === "success";
      if (isOut) put(world, now, each, { state: "inactive", creator: given.creator });
    }
  }
  return status;
}

/** Source: GitHub docs, "Create a deployment status", `auto_inactive`: non-transient, non-production, same environment name. */
function endsWith({ data }: Deployment, next: Deployment): boolean {
  return data.environment === next.data.environment && !data.transient && !data.production;
}

function put(world: World, now: number, of: Deployment, given: NewStatus): Entity<DeploymentStatusData> {
  const id = world.ids.number("github.deployment-status", 9_000_001);
  const {
    state,
    creator,
    description = "",
    environment = of.data.environment,
    targetUrl = "",
    environmentUrl = "",
  } = given;
  const data: DeploymentStatusData = { id, state, creator, description, environment, targetUrl, environmentUrl };
  return world.store.add<DeploymentStatusData>("github.deployment-status", { parent: of.key, at: now, data });
}

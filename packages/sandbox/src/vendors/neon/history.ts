import type { Call } from "../../http/message.ts";
import type { Entity } from "../../world/entity.ts";
import type { World } from "../../world/world.ts";
import { dataPlaneOf } from "./data-plane.ts";
import { lsnAt, momentOf } from "./lsn.ts";
import type { ProjectData } from "./tables/project.ts";

/** Place of the log that a branch had reached at a moment: of its real database where there is one, else by the clock. */
export function lsnOf(world: World, owner: Entity<ProjectData>, branch: string, at: number): string {
  return dataPlaneOf(world)?.lsnAt(branch, at) ?? lsnAt(owner.created, at);
}

/**
 * Moment at which a branch had reached a place of the log: at the latest that of the call, or behind it for a place that is still
 * to come; `undefined` for a text that is none.
 */
export function momentOfLsn(
  { world, now }: Pick<Call, "world" | "now">,
  owner: Entity<ProjectData>,
  branch: string,
  lsn: string,
): number | undefined {
  const real = dataPlaneOf(world)?.momentOf(branch, lsn);
  if (real === undefined) return momentOf(owner.created, lsn);
  return real === Number.POSITIVE_INFINITY ? now + 1 : Math.min(real, now);
}

import type { Entity } from "../../world/entity.ts";
import type { World } from "../../world/world.ts";
import { dataPlaneOf } from "./data-plane.ts";
import { lsnAt, momentOf } from "./lsn.ts";
import type { ProjectData } from "./tables/project.ts";

/** Place of the log that a branch had reached at a moment: of its real database where there is one, else by the clock. */
export function lsnOf(world: World, owner: Entity<ProjectData>, branch: string, at: number): string {
  return dataPlaneOf(world)?.lsnAt(branch, at) ?? lsnAt(owner.created, at);
}

/** Moment at which a branch had reached a place of the log; `undefined` for a text that is none. */
export function momentOfLsn(world: World, owner: Entity<ProjectData>, branch: string, lsn: string): number | undefined {
  return dataPlaneOf(world)?.momentOf(branch, lsn) ?? momentOf(owner.created, lsn);
}

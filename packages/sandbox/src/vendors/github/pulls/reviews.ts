import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Pull } from "../issues/issue-rows.ts";

/** A review of a pull request. */
export interface ReviewData extends Data {
  readonly id: number;
  readonly user: string;
  readonly body: string;
  readonly state: "PENDING" | "COMMENTED" | "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED";
  /** Head of the pull request when it was written. */
  readonly commit: string;
  readonly submittedAt: number | null;
}

/** A remark on a line of a pull request; the first of a thread can be resolved. */
export interface RemarkData extends Data {
  readonly id: number;
  readonly user: string;
  readonly body: string;
  readonly path: string;
  readonly line: number | null;
  readonly commit: string;
  readonly review: number | null;
  /** Id of the first remark of its thread; `null`: it is the first. */
  readonly thread: number | null;
  readonly resolved: boolean;
}

/** Reviews of a pull request, oldest first. */
export function reviewsOf(world: World, { key }: Pull): readonly Entity<ReviewData>[] {
  return world.store.children<ReviewData>("github.review", key);
}

/** Remarks of a pull request, oldest first. */
export function remarksOf(world: World, { key }: Pull): readonly Entity<RemarkData>[] {
  return world.store.children<RemarkData>("github.review-remark", key);
}

/** The opinion of each reviewer that counts: the last that approves, asks for changes, or was dismissed. */
export function opinions(world: World, pull: Pull): readonly ReviewData[] {
  const counted = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);
  const last = new Map<string, ReviewData>();
  for (const { data } of reviewsOf(world, pull)) if (counted.has(data.state)) last.set(data.user, data);
  return [...last.values()].filter(({ user }) => user !== pull.data.author);
}

/** Takes a review back. */
export function dismiss(world: World, review: Entity<ReviewData>, at: number): Entity<ReviewData> {
  return world.store.alter(review, at, { state: "DISMISSED" });
}

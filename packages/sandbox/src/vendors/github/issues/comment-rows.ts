import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Issue } from "./issue-rows.ts";

/** A comment on an issue or pull request. */
export interface CommentData extends Data {
  readonly id: number;
  readonly user: string;
  readonly body: string;
}

/** Comments of an issue, oldest first. */
export function commentsOf(world: World, { key }: Issue): readonly Entity<CommentData>[] {
  return world.store.children<CommentData>("github.issue-comment", key);
}

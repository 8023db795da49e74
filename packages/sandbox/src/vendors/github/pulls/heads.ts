import type { World } from "../../../world/world.ts";
import { mergeFiles, type Merge } from "../git/changes.ts";
import { mergeBase } from "../git/history.ts";
import { filesOf, type Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import type { Pull } from "../issues/issue-rows.ts";

/** Commits of a pull request: its head, and the one it is to be merged into. */
export interface Heads {
  readonly head: string;
  readonly base: string;
  /** Newest commit that both have. */
  readonly common: string;
}

/** Commits of a pull request: while it is open those of its branches. */
export function headsOf(world: World, repo: Repository, { data: { pull } }: Pull): Heads {
  const head = pull.headSha ?? branchOf(world, repo, pull.head)?.data.sha ?? "";
  const base = pull.baseSha ?? branchOf(world, repo, pull.base)?.data.sha ?? "";
  return { head, base, common: mergeBase(world, repo, base, head)?.sha ?? base };
}

/** What a merge of a pull request comes to. */
export function mergeOf(world: World, repo: Repository, { head, base, common }: Heads): Merge {
  return mergeFiles(world, repo, filesOf(world, repo, common), filesOf(world, repo, base), filesOf(world, repo, head));
}

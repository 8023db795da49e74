import type { World } from "../../../world/world.ts";
import { commitOf, type CommitData, type Repository } from "./objects.ts";

/** A commit and all before it, newest first. */
export function historyOf(world: World, repo: Repository, sha: string): CommitData[] {
  const seen = new Map<string, CommitData>();
  const open = [sha];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const commit = seen.has(next) ? undefined : commitOf(world, repo, next);
    if (!commit) continue;
    seen.set(next, commit);
    open.push(...commit.parents);
  }
  return inOrder([...seen.values()]);
}

/** Commits that one has and the other has not, newest first. */
export function commitsBetween(world: World, repo: Repository, without: string, having: string): CommitData[] {
  const known = new Set(historyOf(world, repo, without).map((each) => each.sha));
  return historyOf(world, repo, having).filter((each) => !known.has(each.sha));
}

/** The newest commit that both have; undefined: nothing in common. */
export function mergeBase(world: World, repo: Repository, a: string, b: string): CommitData | undefined {
  const known = new Set(historyOf(world, repo, a).map((each) => each.sha));
  return historyOf(world, repo, b).find((each) => known.has(each.sha));
}

/** Whether a commit is the other one or lies before it. */
export function isAncestor(world: World, repo: Repository, old: string, young: string): boolean {
  return historyOf(world, repo, young).some((each) => each.sha === old);
}

/** Children before their parents; among equals the later committed first. */
function inOrder(commits: readonly CommitData[]): CommitData[] {
  const depths = new Map<string, number>();
  const bySha = new Map(commits.map((each) => [each.sha, each]));
  const depth = ({ sha, parents }: CommitData): number => {
    const known = depths.get(sha);
    if (known !== undefined) return known;
    const above = parents.map((each) => bySha.get(each)).filter((each) => each !== undefined);
    const found = 1 + Math.max(0, ...above.map(depth));
    depths.set(sha, found);
    return found;
  };
  return commits.toSorted((a, b) => depth(b) - depth(a) || b.committer.date - a.committer.date);
}

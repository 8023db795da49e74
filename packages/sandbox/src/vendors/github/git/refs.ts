import type { Call } from "../../../http/message.ts";
import { missing, refuseWith } from "../../../http/refusal.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { repository } from "../tables/repository.ts";
import type { BranchData } from "../types.ts";
import { commitOf, type CommitData, type Repository } from "./objects.ts";

/** A tag: its name and the commit that it points at. */
export interface TagData extends Data {
  readonly name: string;
  readonly sha: string;
}

/** Branches of a repository, oldest first. */
export function branchesOf(world: World, repo: Repository): readonly Entity<BranchData>[] {
  return world.store.children<BranchData>("github.branch", repo.key);
}

/** A branch by its name. */
export function branchOf(world: World, repo: Repository, name: string): Entity<BranchData> | undefined {
  return branchesOf(world, repo).find(({ data }) => data.name === name);
}

/** Tags of a repository, oldest first. */
export function tagsOf(world: World, repo: Repository): readonly Entity<TagData>[] {
  return world.store.children<TagData>("github.tag", repo.key);
}

/** Points a tag at a commit; made where it is not there. */
export function setTag(world: World, repo: Repository, name: string, sha: string): Entity<TagData> {
  const before = tagsOf(world, repo).find(({ data }) => data.name === name);
  return world.store.upsert(before, "github.tag", { parent: repo.key, at: world.clock.now(), data: { name, sha } });
}

/** The commit that a name stands for: a branch, a tag, `heads/...`, `refs/...`, or an id of at least seven digits. */
export function resolveRef(world: World, repo: Repository, name: string): CommitData | undefined {
  const bare = name.replace(/^refs\//, "");
  const branch = branchOf(world, repo, bare.replace(/^heads\//, ""));
  const tag = tagsOf(world, repo).find(({ data }) => data.name === bare.replace(/^tags\//, ""));
  const sha = branch?.data.sha ?? tag?.data.sha;
  if (sha !== undefined) return commitOf(world, repo, sha);
  if (!/^[0-9a-f]{7,40}$/.test(name)) return undefined;
  if (name.length === 40) return commitOf(world, repo, name);
  const commits = world.store.children<CommitData>("github.git-commit", repo.key);
  return commits.find(({ data }) => data.sha.startsWith(name))?.data;
}

/** The repository that a path names. @throws Refusal `missing` */
export function repositoryOf(call: Call): Repository {
  return locate(repository, call);
}

/** As {@link repositoryOf}, with at least one commit. @throws Refusal 409 in GitHub's words */
export function filledRepository(call: Call): Repository {
  const repo = repositoryOf(call);
  if (branchesOf(call.world, repo).length > 0) return repo;
  throw refuseWith(409, {
    message: "Git Repository is empty.",
    documentation_url: "https://docs.github.com/rest/git",
    status: "409",
  });
}

/** The commit that a path names. @throws Refusal 422 in GitHub's words, 404 for a name that is no id */
export function commitNamed(call: Call, repo: Repository, name: string): CommitData {
  const found = resolveRef(call.world, repo, name);
  if (found) return found;
  if (!/^[0-9a-f]{40}$/.test(name)) throw missing("Commit", name);
  throw refuseWith(422, {
    message: `No commit found for SHA: ${name}`,
    documentation_url: "https://docs.github.com/rest/commits",
    status: "422",
  });
}

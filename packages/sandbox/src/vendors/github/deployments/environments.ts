import { matchesGlob } from "node:path";
import type { Call } from "../../../http/message.ts";
import { make } from "../../../resource-table/change.ts";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import { teamHas } from "../rules/actors.ts";
import { demandsOn } from "../rules/demands.ts";
import { environment, type EnvironmentData } from "../tables/environment.ts";
import type { UserData } from "../types.ts";

/** An environment. */
export type Environment = Entity<EnvironmentData>;

/** An environment by its name. */
export function environmentOf(world: World, repo: Repository, name: string): Environment | undefined {
  const all = world.store.children<EnvironmentData>("github.environment", repo.key);
  return all.find(({ data }) => data.name.toLowerCase() === name.toLowerCase());
}

/** As {@link environmentOf}; a deployment makes one that is not there, without any rule. Source: GitHub docs, "Managing environments". */
export function ensureEnvironment(call: Call, repo: Repository, name: string): Environment {
  return environmentOf(call.world, repo, name) ?? make(environment, { name }, call, repo);
}

/** Whether a branch or tag may deploy to an environment. Source: GitHub docs, "Deployment branches and tags". */
export function mayDeploy(world: World, repo: Repository, { key, data }: Environment, ref: string): boolean {
  const policy = data.deployment_branch_policy;
  if (policy === null) return true;
  const isBranch = branchOf(world, repo, ref) !== undefined;
  if (policy.protected_branches) return isBranch && demandsOn(world, repo, ref).length > 0;
  const patterns = world.store.children("github.deployment-branch-policy", key);
  return patterns.some(
    ({ data: each }) => each["type"] === (isBranch ? "branch" : "tag") && matchesGlob(ref, String(each["name"])),
  );
}

/** Whether somebody is one of the reviewers of an environment. */
export function isReviewer(world: World, { data }: Environment, login: string): boolean {
  const id = world.store.all<UserData>("github.user").find((each) => each.data.login === login)?.data.id;
  return (data.reviewers ?? []).some((each) =>
    each.type === "User" ? each.id === id : teamHas(world, each.id, login),
  );
}

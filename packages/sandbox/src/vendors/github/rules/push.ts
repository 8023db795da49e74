import type { Call } from "../../../http/message.ts";
import { refuseWith, type Refusal } from "../../../http/refusal.ts";
import { standingOf } from "../checks/check-rows.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { isAncestor, commitsBetween } from "../git/history.ts";
import { commitOf, type CommitData, type Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import { headMoved } from "../pulls/head-moved.ts";
import type { BranchData } from "../types.ts";
import type { Entity } from "../../../world/entity.ts";
import { isLetThrough } from "./actors.ts";
import { demandsOn, type Demands } from "./demands.ts";

/** How a branch comes to another commit. */
export interface Push {
  readonly branch: string;
  readonly sha: string;
  readonly force?: boolean;
  /** Status of a refusal: 409 of contents, 422 of references. */
  readonly refusal: 409 | 422;
}

/** Points a branch at a commit under the rules for direct pushes; makes it where it is not there. @throws Refusal in GitHub's words */
export function push(call: Call, repo: Repository, given: Push): Entity<BranchData> {
  const before = branchOf(call.world, repo, given.branch)?.data.sha;
  const isForced = before !== undefined && !isAncestor(call.world, repo, before, given.sha);
  if (isForced && given.force !== true) throw plain(422, "Update is not a fast forward");
  const asked = demandsOn(call.world, repo, given.branch).filter((each) => !isLetThrough(each, call, false));
  const problems = asked.flatMap((each) => problemsOf(each, call, repo, given, before, isForced));
  if (problems.length > 0) throw violated(given.refusal, asked, problems);
  return moveBranch(call, repo, given.branch, given.sha);
}

/** Removes a branch under the rules. @throws Refusal in GitHub's words */
export function removeBranch(call: Call, repo: Repository, branch: Entity<BranchData>): void {
  const asked = demandsOn(call.world, repo, branch.data.name).filter((each) => !isLetThrough(each, call, false));
  const forbids = asked.filter(({ types }) => types.has("deletion"));
  if (forbids.length > 0) throw violated(422, forbids, ["Cannot delete this branch"]);
  call.world.store.remove(branch.key);
}

/** Points a branch at a commit, whatever the rules say: merges have asked theirs. */
export function moveBranch(call: Call, repo: Repository, name: string, sha: string): Entity<BranchData> {
  const { world, now } = call;
  const before = branchOf(world, repo, name);
  const data = { name, sha, pusher: accountOf(call).data.login };
  const moved = world.store.upsert(before, "github.branch", { parent: repo.key, at: now, data });
  if (before && before.data.sha !== sha) headMoved(call, repo, name);
  return moved;
}

function problemsOf(
  { types, reviews, checks }: Demands,
  { world }: Call,
  repo: Repository,
  { branch, sha }: Push,
  before: string | undefined,
  isForced: boolean,
): string[] {
  const fresh = before === undefined ? [commitOf(world, repo, sha)] : commitsBetween(world, repo, before, sha);
  const commits = fresh.filter((each) => each !== undefined);
  if (before === undefined)
    return types.has("creation") ? [`Cannot create ref due to creations being restricted.`] : [];
  const isReviewed = reviews !== undefined && types.has("pull_request");
  return [
    ...(types.has("update") ? [`Cannot update this protected ref.`] : []),
    ...(isForced && types.has("non_fast_forward") ? [`Cannot force-push to this branch`] : []),
    ...(isReviewed && branch !== "" ? ["Changes must be made through a pull request."] : []),
    ...checks
      .map((each) => ({ each, standing: standingOf(world, repo, sha, each) }))
      .filter(({ standing }) => standing !== "passed")
      .map(({ each, standing }) => `Required status check "${each.context}" is ${standing}.`),
    ...(types.has("required_linear_history") && commits.some(({ parents }) => parents.length > 1)
      ? [noMergeCommits]
      : []),
    ...(types.has("required_signatures") && hasUnsigned(commits) ? [unsigned] : []),
  ];
}

/** Words of GitHub. Source: answers of its API as seen in public threads; the full list is not published [unverified]. */
export const noMergeCommits = "This branch must not contain merge commits.";
/** See {@link noMergeCommits}. */
export const unsigned = "Commits must have verified signatures.";

/** Whether a commit is not verified. */
export function hasUnsigned(commits: readonly CommitData[]): boolean {
  return commits.some(({ reason }) => reason !== "valid");
}

/** The refusal of rules: rulesets have a head line, classic protection tells the first reason. */
export function violated(status: number, asked: readonly Demands[], problems: readonly string[]): Refusal {
  const unique = [...new Set(problems)];
  const byRuleset = asked.some(({ from }) => from === "ruleset");
  const text = byRuleset ? `Repository rule violations found\n\n${unique.join("\n\n")}\n\n` : unique.join(" ");
  return plain(status, text);
}

/** A refusal with a status and a text. */
export function plain(status: number, message: string): Refusal {
  return refuseWith(status, { message, documentation_url: "https://docs.github.com/rest", status: String(status) });
}

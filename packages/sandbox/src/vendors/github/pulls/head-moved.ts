import type { Call } from "../../../http/message.ts";
import type { Repository } from "../git/objects.ts";
import { pullsOf, type Pull } from "../issues/issue-rows.ts";
import { demandsOn } from "../rules/demands.ts";
import { dismiss, reviewsOf } from "./reviews.ts";

/** A branch has new commits: approvals of its open pull requests end where the base wants that (P6). */
export function headMoved(call: Call, repo: Repository, branch: string): void {
  const { world } = call;
  const open = pullsOf(world, repo).filter(({ data }) => data.state === "open" && data.pull.head === branch);
  for (const pull of open) if (wantsFresh(call, repo, pull)) dismissApprovals(call, pull);
}

function wantsFresh({ world }: Call, repo: Repository, { data }: Pull): boolean {
  return demandsOn(world, repo, data.pull.base).some(({ reviews }) => reviews?.dismissStale === true);
}

function dismissApprovals({ world, now }: Call, pull: Pull): void {
  for (const review of reviewsOf(world, pull)) if (review.data.state === "APPROVED") dismiss(world, review, now);
}

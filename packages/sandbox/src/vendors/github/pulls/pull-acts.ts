import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { commitFor } from "../git/commits.ts";
import { isAncestor } from "../git/history.ts";
import type { Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import { refuseLong } from "../issues/comment-routes.ts";
import { alterIssue, alterPull, issuesOf, pullsOf, putIssue, type Pull, type PullData } from "../issues/issue-rows.ts";
import { turned } from "../issues/issue-routes.ts";
import { bodyOf } from "../route.ts";
import { plain, push } from "../rules/push.ts";
import { headsOf, mergeOf } from "./heads.ts";

const creation = z.object({
  title: z.string().min(1).max(256).optional(),
  issue: z.int().optional(),
  head: z.string().min(1),
  base: z.string().min(1),
  body: z.string().nullable().optional(),
  draft: z.boolean().optional(),
});
const change = z.object({
  title: z.string().min(1).max(256).optional(),
  body: z.string().nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
  base: z.string().min(1).optional(),
});
const problem = (field: string, message: string) => invalid("PullRequest", { path: [field], code: "custom", message });

/** Opens a pull request, or turns an issue into one. @throws Refusal 422 */
export function openPull(call: Call, repo: Repository): Pull {
  const { world, now } = call;
  const { title, issue, head: given, base, body, draft } = bodyOf(creation, call, "PullRequest");
  refuseLong("PullRequest", body);
  const head = given.replace(new RegExp(`^${repo.data.owner}:`), "");
  const [from, to] = [head, base].map((each) => branchOf(world, repo, each)?.data.sha);
  if (from === undefined) throw invalid("PullRequest", { path: ["head"], code: "range", message: "invalid" });
  if (to === undefined) throw invalid("PullRequest", { path: ["base"], code: "range", message: "invalid" });
  if (isAncestor(world, repo, from, to)) throw problem("head", `No commits between ${base} and ${head}`);
  const twin = pullsOf(world, repo).some(
    ({ data }) => data.state === "open" && data.pull.head === head && data.pull.base === base,
  );
  if (twin) throw problem("head", `A pull request already exists for ${repo.data.owner}:${head}.`);
  const fresh = {
    headSha: null,
    baseSha: null,
    mergedAt: null,
    mergedBy: null,
    mergeSha: null,
    reviewers: [],
    teams: [],
  };
  const pull: PullData = { head, base, draft: draft ?? false, ...fresh };
  const turnedInto = issuesOf(world, repo).find(({ data }) => data.number === issue && data.pull === null);
  if (turnedInto) return alterIssue(world, turnedInto, now, { pull }) as Pull;
  if (title === undefined) throw invalid("PullRequest", { path: ["title"], code: "missing", message: "missing" });
  return putIssue(call, repo, { title, body: body ?? null, author: accountOf(call).data.login, pull }) as Pull;
}

/** Changes, closes or opens again. @throws Refusal 422 */
export function changePull(call: Call, repo: Repository, pull: Pull): Pull {
  const { world, now } = call;
  const { title, body, state, base } = bodyOf(change, call, "PullRequest");
  refuseLong("PullRequest", body);
  if (base !== undefined && !branchOf(world, repo, base))
    throw invalid("PullRequest", { path: ["base"], code: "range", message: "invalid" });
  const isTurned = state !== undefined && state !== pull.data.state;
  const { head, base: at } = headsOf(world, repo, pull);
  if (isTurned && state === "open" && (pull.data.pull.mergedAt !== null || !branchOf(world, repo, pull.data.pull.head)))
    throw problem("state", "state cannot be changed. The pull request cannot be reopened.");
  const next = alterIssue(world, pull, now, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(isTurned ? turned(call, state, null) : {}),
  });
  const frozen = !isTurned
    ? {}
    : state === "closed"
      ? { headSha: head, baseSha: at }
      : { headSha: null, baseSha: null };
  if (isTurned)
    happen(call, repo, {
      action: `pull_request.${state === "closed" ? "close" : "reopen"}`,
      text: `${state === "closed" ? "closes" : "opens again"} pull request #${String(pull.data.number)} of ${repo.data.name}`,
      data: { number: pull.data.number },
    });
  return alterPull(world, next, now, { ...frozen, ...(base === undefined ? {} : { base }) });
}

/** Merges the base into the head. @throws Refusal 422 */
export function updateBranch(call: Call, repo: Repository, pull: Pull): void {
  const { world, request } = call;
  const heads = headsOf(world, repo, pull);
  const expected = (request.body as { expected_head_sha?: string } | undefined)?.expected_head_sha;
  if (expected !== undefined && expected !== heads.head)
    throw plain(422, "expected head sha didn't match current head ref.");
  if (isAncestor(world, repo, heads.base, heads.head)) throw plain(422, "There are no new commits on the base branch.");
  const merged = mergeOf(world, repo, heads);
  if (merged.kind === "conflict") throw plain(422, "merge conflict between base and head");
  const message = `Merge branch '${pull.data.pull.base}' into ${pull.data.pull.head}`;
  const { sha } = commitFor(call, repo, { message, files: merged.files, parents: [heads.head, heads.base] });
  push(call, repo, { branch: pull.data.pull.head, sha, refusal: 422 });
}

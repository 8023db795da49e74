import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { mergeFiles } from "../git/changes.ts";
import { commitFor, replay } from "../git/commits.ts";
import { commitsBetween } from "../git/history.ts";
import { filesOf, type CommitData, type Files, type Repository } from "../git/objects.ts";
import { branchOf } from "../git/refs.ts";
import { turned } from "../issues/issue-routes.ts";
import { alterIssue, alterPull, issuesOf, type Pull } from "../issues/issue-rows.ts";
import { moveBranch, plain, violated } from "../rules/push.ts";
import { demandsOn } from "../rules/demands.ts";
import { headsOf, mergeOf, type Heads } from "./heads.ts";
import { demandsAsked, problemsOf } from "./merge-rules.ts";

/** Body of a merge. */
export const mergeInput = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).optional(),
});

type Given = z.output<typeof mergeInput>;
type Method = "merge" | "squash" | "rebase";

const switches = { merge: "allow_merge_commit", squash: "allow_squash_merge", rebase: "allow_rebase_merge" } as const;
const names = { merge: "Merge commits", squash: "Squash merges", rebase: "Rebase merges" } as const;

/** Merges a pull request under all rules of its base. @throws Refusal 405 or 409 in GitHub's words */
export function mergePull(call: Call, repo: Repository, pull: Pull, given: Given): Pull {
  const { world, now } = call;
  const method = given.merge_method ?? "merge";
  const heads = headsOf(world, repo, pull);
  if (pull.data.pull.mergedAt !== null || pull.data.state !== "open") throw plain(405, "Pull Request is not mergeable");
  if (pull.data.pull.draft) throw plain(405, "Pull Request is still a draft");
  if (given.sha !== undefined && given.sha !== heads.head)
    throw plain(409, "Head branch was modified. Review and try the merge again.");
  refuseMethod(call, repo, pull, method);
  const problems = problemsOf(call, repo, pull);
  if (problems.length > 0)
    throw violated(
      405,
      demandsAsked(call, repo, pull),
      problems.map(({ text }) => text),
    );
  const merged = mergeOf(world, repo, heads);
  if (merged.kind === "conflict") throw plain(405, "Pull Request is not mergeable");
  const commit = makers[method](call, repo, pull, heads, merged.files, given);
  moveBranch(call, repo, pull.data.pull.base, commit.sha);
  const by = accountOf(call).data.login;
  const closed = alterIssue(world, pull, now, { state: "closed", closedAt: now, closedBy: by });
  const frozen = { headSha: heads.head, baseSha: heads.base, mergedAt: now, mergedBy: by, mergeSha: commit.sha };
  const done = alterPull(world, closed, now, frozen);
  afterMerge(call, repo, done);
  return done;
}

/** The ways that the repository and the rules of the base allow. @throws Refusal 405 */
function refuseMethod(call: Call, repo: Repository, pull: Pull, method: Method): void {
  if (repo.data[switches[method]] === false) throw plain(405, `${names[method]} are not allowed on this repository.`);
  const asked = demandsOn(call.world, repo, pull.data.pull.base);
  const open = demandsAsked(call, repo, pull);
  const barred = open.filter(
    ({ reviews, types }) =>
      reviews?.methods.includes(method) === false || (method === "merge" && types.has("required_linear_history")),
  );
  if (barred.length === 0) return;
  const linear = barred.some(({ types }) => method === "merge" && types.has("required_linear_history"));
  throw violated(405, asked, [
    linear
      ? "This branch must not contain merge commits."
      : `${names[method]} are not allowed by the rules of this branch.`,
  ]);
}

type Maker = (call: Call, repo: Repository, pull: Pull, heads: Heads, files: Files, given: Given) => CommitData;

const makers: Readonly<Record<Method, Maker>> = {
  merge(call, repo, { data }, { head, base }, files, given) {
    const title =
      given.commit_title ?? `Merge pull request #${String(data.number)} from ${repo.data.owner}/${data.pull.head}`;
    return commitFor(call, repo, {
      message: textOf(title, given.commit_message ?? data.title),
      files,
      parents: [base, head],
    });
  },
  squash(call, repo, { data }, { head, base, common }, files, given) {
    const commits = commitsBetween(call.world, repo, common, head);
    const title = given.commit_title ?? squashTitle(repo, commits, data.title, data.number);
    const lists = {
      COMMIT_MESSAGES:
        commits.length > 1
          ? commits
              .toReversed()
              .map(({ message }) => `* ${message}`)
              .join("\n\n")
          : "",
      PR_BODY: data.body ?? "",
      BLANK: "",
    };
    const body = given.commit_message ?? lists[repo.data["squash_merge_commit_message"] as keyof typeof lists];
    return commitFor(call, repo, { message: textOf(title, body), files, parents: [base] });
  },
  rebase(call, repo, _pull, { head, base, common }) {
    let last = base;
    let made: CommitData | undefined;
    for (const each of commitsBetween(call.world, repo, common, head).toReversed()) {
      const [old, ours, theirs] = [each.parents[0], last, each.sha].map((sha) => filesOf(call.world, repo, sha));
      const step = mergeFiles(call.world, repo, old ?? {}, ours ?? {}, theirs ?? {});
      if (step.kind === "conflict") throw plain(405, "This branch can't be rebased due to conflicts");
      made = replay(call, repo, each, step.files, last);
      last = made.sha;
    }
    if (!made) throw plain(405, "Pull Request is not mergeable");
    return made;
  },
};

/** Title of a squashed commit by the repository's setting. Source: github.json, `squash_merge_commit_title`. */
function squashTitle(repo: Repository, commits: readonly CommitData[], title: string, number: number): string {
  const [only] = commits;
  const ofCommit =
    repo.data["squash_merge_commit_title"] === "COMMIT_OR_PR_TITLE" && commits.length === 1 && only !== undefined;
  return `${ofCommit ? (only.message.split("\n")[0] ?? title) : title} (#${String(number)})`;
}

function textOf(title: string, body: string): string {
  return body === "" ? title : `${title}\n\n${body}`;
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi;

function afterMerge(call: Call, repo: Repository, { data }: Pull): void {
  const { world, now } = call;
  const number = data.number;
  happen(call, repo, {
    action: "pull_request.merge",
    text: `merges #${String(number)} "${data.title}" into ${data.pull.base} of ${repo.data.name}`,
    data: { number, sha: data.pull.mergeSha },
  });
  const head = branchOf(world, repo, data.pull.head);
  if (repo.data["delete_branch_on_merge"] === true && head) world.store.remove(head.key);
  if (data.pull.base !== repo.data.default_branch) return;
  const closes = new Set([...(data.body ?? "").matchAll(closing)].map((match) => Number(match[1])));
  for (const issue of issuesOf(world, repo)) {
    const isMeant = closes.has(issue.data.number) && issue.data.pull === null && issue.data.state === "open";
    if (isMeant) alterIssue(world, issue, now, turned(call, "closed", "completed"));
  }
}

import { missing } from "../../../http/refusal.ts";
import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { pageOf } from "../pages.ts";
import { at, route } from "../route.ts";
import { htmlUrl } from "../wire.ts";
import { changesBetween } from "./changes.ts";
import { commitsBetween, historyOf, mergeBase } from "./history.ts";
import { filesOf, type CommitData, type Repository } from "./objects.ts";
import { commitNamed, filledRepository, resolveRef } from "./refs.ts";
import { commitView, fileView, fullCommitView, fullName, repoUrl } from "./views.ts";

const read = "contents:read";

/** Commits and what lies between them. */
export const commitRoutes: readonly Route[] = [
  route(`GET ${at}/commits -> 200`, read, (call) => {
    const repo = filledRepository(call);
    const { query } = call.request;
    const head = commitNamed(call, repo, query.get("sha") ?? repo.data.default_branch);
    const path = query.get("path");
    const [since, until] = [query.get("since"), query.get("until")].map((each) =>
      each === null ? undefined : Date.parse(each),
    );
    const all = historyOf(call.world, repo, head.sha).filter(
      ({ committer: { date } }) => date >= (since ?? date) && date <= (until ?? date),
    );
    const found = path === null ? all : all.filter((each) => touches(call, repo, each, path));
    return pageOf(found, (each) => commitView(each, repo, call), undefined, call);
  }),
  route(`GET ${at}/commits/{ref} -> 200`, read, (call) => {
    const repo = filledRepository(call);
    return { status: 200, body: fullCommitView(commitNamed(call, repo, call.params["ref"] ?? ""), repo, call) };
  }),
  route(`GET ${at}/compare/{basehead} -> 200`, read, (call) => {
    const repo = filledRepository(call);
    const [base, head] = (call.params["basehead"] ?? "")
      .split("...")
      .map((name) => resolveRef(call.world, repo, name.replace(/^[^:/]+:/, "")));
    if (!base || !head) throw missing("Commit");
    const common = mergeBase(call.world, repo, base.sha, head.sha);
    if (!common) throw missing("Commit");
    return { status: 200, body: comparison(call, repo, { base, head, common }) };
  }),
];

interface Compared {
  readonly base: CommitData;
  readonly head: CommitData;
  readonly common: CommitData;
}

function comparison(call: Call, repo: Repository, { base, head, common }: Compared): object {
  const ahead = commitsBetween(call.world, repo, base.sha, head.sha).toReversed();
  const behind = commitsBetween(call.world, repo, head.sha, base.sha).length;
  const files = changesBetween(
    call.world,
    repo,
    filesOf(call.world, repo, common.sha),
    filesOf(call.world, repo, head.sha),
  );
  const status = ahead.length > 0 ? (behind > 0 ? "diverged" : "ahead") : behind > 0 ? "behind" : "identical";
  const page = `${htmlUrl(fullName(repo))}/compare/${base.sha}...${head.sha}`;
  return {
    url: `${repoUrl(repo, call)}/compare/${call.params["basehead"] ?? ""}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitView(base, repo, call),
    merge_base_commit: commitView(common, repo, call),
    status,
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.map((each) => commitView(each, repo, call)),
    files: files.map((each) => fileView(each, head.sha, repo, call)),
  };
}

function touches(call: Call, repo: Repository, commit: CommitData, path: string): boolean {
  const [before, after] = [commit.parents[0], commit.sha].map((sha) => filesOf(call.world, repo, sha));
  const names = Object.keys({ ...before, ...after }).filter((each) => each === path || each.startsWith(`${path}/`));
  return names.some((each) => before?.[each]?.sha !== after?.[each]?.sha);
}

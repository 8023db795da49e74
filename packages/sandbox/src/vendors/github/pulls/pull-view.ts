import type { Call } from "../../../http/message.ts";
import type { Data } from "../../../world/entity.ts";
import { changesBetween } from "../git/changes.ts";
import { commitsBetween } from "../git/history.ts";
import { filesOf, type Repository } from "../git/objects.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { commentsOf } from "../issues/comment-rows.ts";
import type { Pull } from "../issues/issue-rows.ts";
import { associationOf, labelsOf, userView } from "../issues/issue-view.ts";
import type { TeamData } from "../types.ts";
import { repositoryView, ownerOf } from "../views/repository-view.ts";
import { ownerView } from "../views/organization-view.ts";
import { teamView } from "../views/team-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { headsOf, mergeOf } from "./heads.ts";
import { problemsOf } from "./merge-rules.ts";
import { remarksOf } from "./reviews.ts";

/** A pull request as lists show it (`pull-request-simple`). */
export function pullView(pull: Pull, repo: Repository, call: Call): Data {
  const { data } = pull;
  const { head, base } = headsOf(call.world, repo, pull);
  const url = `${repoUrl(repo, call)}/pulls/${String(data.number)}`;
  const issue = `${repoUrl(repo, call)}/issues/${String(data.number)}`;
  const html = htmlUrl(`${fullName(repo)}/pull/${String(data.number)}`);
  const statuses = `${repoUrl(repo, call)}/statuses/${head}`;
  const addresses = {
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repoUrl(repo, call)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses,
  };
  const links = Object.fromEntries(Object.entries({ self: url, ...addresses }).map(([name, href]) => [name, { href }]));
  const assignees = data.assignees.map((each) => userView(each, call));
  return {
    id: data.id,
    node_id: nodeId("PR", data.id),
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: addresses.commits,
    review_comments_url: addresses.review_comments,
    review_comment_url: addresses.review_comment,
    comments_url: addresses.comments,
    statuses_url: statuses,
    number: data.number,
    state: data.state,
    locked: false,
    title: data.title,
    user: userView(data.author, call),
    body: data.body,
    labels: labelsOf(pull, repo, call).map((each) => ({ ...each, description: each["description"] ?? "" })),
    milestone: null,
    created_at: iso(pull.created),
    updated_at: iso(pull.updated),
    closed_at: data.closedAt === null ? null : iso(data.closedAt),
    merged_at: data.pull.mergedAt === null ? null : iso(data.pull.mergedAt),
    merge_commit_sha: data.pull.mergeSha,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: data.pull.reviewers.map((each) => userView(each, call)),
    requested_teams: teamsOf(data.pull.teams, call),
    head: side(data.pull.head, head, repo, call),
    base: side(data.pull.base, base, repo, call),
    _links: links,
    author_association: associationOf(data.author, call),
    auto_merge: null,
    draft: data.pull.draft,
  };
}

/** A pull request on its own (`pull-request`). */
export function fullPull(pull: Pull, repo: Repository, call: Call): Data {
  const { world } = call;
  const heads = headsOf(world, repo, pull);
  const files = changesBetween(world, repo, filesOf(world, repo, heads.common), filesOf(world, repo, heads.head));
  const isOpen = pull.data.state === "open";
  const merges = isOpen && mergeOf(world, repo, heads).kind === "merged";
  return {
    ...pullView(pull, repo, call),
    merged: pull.data.pull.mergedAt !== null,
    mergeable: isOpen ? merges : null,
    rebaseable: isOpen ? merges : null,
    mergeable_state: stateOf(pull, repo, call, merges),
    merged_by: userView(pull.data.pull.mergedBy, call),
    comments: commentsOf(world, pull).length,
    review_comments: remarksOf(world, pull).length,
    maintainer_can_modify: false,
    commits: commitsBetween(world, repo, heads.common, heads.head).length,
    additions: files.reduce((sum, each) => sum + each.additions, 0),
    deletions: files.reduce((sum, each) => sum + each.deletions, 0),
    changed_files: files.length,
  };
}

/** Words of `mergeable_state`. Source: GitHub docs, GraphQL `MergeStateStatus`. */
function stateOf(pull: Pull, repo: Repository, call: Call, merges: boolean): string {
  if (pull.data.state !== "open") return "unknown";
  if (!merges) return "dirty";
  if (pull.data.pull.draft) return "draft";
  const problems = problemsOf(call, repo, pull);
  if (problems.some(({ kind }) => kind !== "behind")) return "blocked";
  return problems.length > 0 ? "behind" : "clean";
}

/** Teams by their slugs. */
export function teamsOf(slugs: readonly string[], call: Call): Data[] {
  const all = call.world.store.all<TeamData>("github.team");
  return slugs.flatMap((slug) => all.filter(({ data }) => data.slug === slug).map((each) => teamView(each, call)));
}

function side(ref: string, sha: string, repo: Repository, call: Call): Data {
  const label = `${repo.data.owner}:${ref}`;
  return { label, ref, sha, user: ownerView(ownerOf(repo, call), call), repo: repositoryView(repo, call) };
}

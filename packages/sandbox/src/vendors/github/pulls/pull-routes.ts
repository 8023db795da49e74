import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { changesBetween } from "../git/changes.ts";
import { commitFor } from "../git/commits.ts";
import { commitsBetween, isAncestor } from "../git/history.ts";
import { filesOf, type Repository } from "../git/objects.ts";
import { branchOf, filledRepository, repositoryOf } from "../git/refs.ts";
import { commitView, fileView, repoUrl } from "../git/views.ts";
import { refuseLong } from "../issues/comment-routes.ts";
import {
  alterIssue,
  alterPull,
  issuesOf,
  pullNamed,
  pullsOf,
  putIssue,
  type Pull,
  type PullData,
} from "../issues/issue-rows.ts";
import { turned } from "../issues/issue-routes.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain, push } from "../rules/push.ts";
import { headsOf, mergeOf } from "./heads.ts";
import { mergeInput, mergePull } from "./merge.ts";
import { fullPull, pullView } from "./pull-view.ts";

const scopes = { read: "pull_requests:read", write: "pull_requests:write" };
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
const one = `${at}/pulls/{pull_number}`;

/** Pull requests: from a branch of the repository itself; forks are not played. */
export const pullRoutes: readonly Route[] = [
  route(`POST ${at}/pulls -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const pull = openPull(call, repo);
    happen(call, repo, {
      action: "pull_request.create",
      text: `opens pull request #${String(pull.data.number)} "${pull.data.title}" of ${repo.data.name}`,
      data: { number: pull.data.number },
    });
    return { status: 201, body: fullPull(pull, repo, call) };
  }),
  route(`GET ${at}/pulls -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const found = pullsOf(call.world, repo).filter((each) => isAsked(each, call));
    const isOldestFirst = call.request.query.get("direction") === "asc";
    return pageOf(isOldestFirst ? found : found.toReversed(), (each) => pullView(each, repo, call), undefined, call);
  }),
  route(`GET ${one} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: fullPull(pullNamed(call), repositoryOf(call), call),
  })),
  route(`PATCH ${one} -> 200`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    return { status: 200, body: fullPull(changePull(call, repo, pullNamed(call)), repo, call) };
  }),
  route(`GET ${one}/files -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const { head, common } = headsOf(call.world, repo, pullNamed(call));
    const files = changesBetween(call.world, repo, filesOf(call.world, repo, common), filesOf(call.world, repo, head));
    return pageOf(files, (each) => fileView(each, head, repo, call), undefined, call);
  }),
  route(`GET ${one}/commits -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const { head, common } = headsOf(call.world, repo, pullNamed(call));
    return pageOf(
      commitsBetween(call.world, repo, common, head).toReversed(),
      (each) => commitView(each, repo, call),
      undefined,
      call,
    );
  }),
  route(`GET ${one}/merge -> 204`, scopes.read, (call) => {
    if (pullNamed(call).data.pull.mergedAt === null) throw missing("Merge");
    return { status: 204 };
  }),
  route(`PUT ${one}/merge -> 200`, "contents:write", (call) => {
    const done = mergePull(call, repositoryOf(call), pullNamed(call), bodyOf(mergeInput, call, "PullRequest"));
    return {
      status: 200,
      body: { sha: done.data.pull.mergeSha, merged: true, message: "Pull Request successfully merged" },
    };
  }),
  route(`PUT ${one}/update-branch -> 202`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    updateBranch(call, repo, pullNamed(call));
    return {
      status: 202,
      body: {
        message: "Updating pull request branch.",
        url: `${repoUrl(repo, call)}/pulls/${call.params["pull_number"] ?? ""}`,
      },
    };
  }),
  route(
    `GET ${at}/commits/{ref}/pulls -> 200`,
    scopes.read,
    (call) => {
      const repo = repositoryOf(call);
      const sha = call.params["ref"] ?? "";
      const has = (pull: Pull): boolean => {
        const { head, common } = headsOf(call.world, repo, pull);
        return (
          pull.data.pull.mergeSha === sha ||
          commitsBetween(call.world, repo, common, head).some((each) => each.sha === sha)
        );
      };
      return pageOf(pullsOf(call.world, repo).filter(has), (each) => pullView(each, repo, call), undefined, call);
    },
    `${at}/commits/{commit_sha}/pulls`,
  ),
];

const problem = (field: string, message: string) => invalid("PullRequest", { path: [field], code: "custom", message });

function openPull(call: Call, repo: Repository): Pull {
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

function changePull(call: Call, repo: Repository, pull: Pull): Pull {
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

function updateBranch(call: Call, repo: Repository, pull: Pull): void {
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

function isAsked({ data }: Pull, { request: { query } }: Call): boolean {
  const state = query.get("state") ?? "open";
  const head = query.get("head")?.replace(/^[^:]+:/, "") ?? data.pull.head;
  return (
    (state === "all" || data.state === state) &&
    head === data.pull.head &&
    (query.get("base") ?? data.pull.base) === data.pull.base
  );
}

import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { changesBetween } from "../git/changes.ts";
import { filesOf } from "../git/objects.ts";
import { repositoryOf } from "../git/refs.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { refuseLong } from "../issues/comment-routes.ts";
import { pullNamed, type Pull } from "../issues/issue-rows.ts";
import { associationOf, userView } from "../issues/issue-view.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { headsOf } from "./heads.ts";
import { remarksOf, type RemarkData } from "./reviews.ts";

const one = `${at}/pulls/{pull_number}`;
const creation = z.object({
  body: z.string(),
  path: z.string().optional(),
  line: z.int().positive().optional(),
  in_reply_to: z.int().optional(),
});
const reply = z.object({ body: z.string() });

/** Remarks on lines of a pull request. A thread is resolved by GraphQL only, as at GitHub. */
export const remarkRoutes: readonly Route[] = [
  route(`GET ${one}/comments -> 200`, "pull_requests:read", (call) => {
    const pull = pullNamed(call);
    return pageOf(remarksOf(call.world, pull), (each) => remarkView(each, pull, call), undefined, call);
  }),
  route(`POST ${one}/comments -> 201`, "pull_requests:write", (call) => {
    const pull = pullNamed(call);
    const { body, path, line, in_reply_to: to } = bodyOf(creation, call, "PullRequestReviewComment");
    const made =
      to === undefined
        ? putRemark(call, pull, { body, path: path ?? "", line: line ?? null, review: null })
        : answer(call, pull, to, body);
    return { status: 201, body: remarkView(made, pull, call) };
  }),
  route(`POST ${one}/comments/{comment_id}/replies -> 201`, "pull_requests:write", (call) => {
    const pull = pullNamed(call);
    const { body } = bodyOf(reply, call, "PullRequestReviewComment");
    return { status: 201, body: remarkView(answer(call, pull, Number(call.params["comment_id"]), body), pull, call) };
  }),
];

/** Makes the first remark of a thread. @throws Refusal 422 for a file that the pull request does not change */
export function putRemark(
  call: Call,
  pull: Pull,
  given: Pick<RemarkData, "body" | "path" | "line" | "review">,
): Entity<RemarkData> {
  const { world } = call;
  const repo = repositoryOf(call);
  const { head, common } = headsOf(world, repo, pull);
  const files = changesBetween(world, repo, filesOf(world, repo, common), filesOf(world, repo, head));
  if (!files.some(({ filename }) => filename === given.path))
    throw plain(422, "Validation Failed: pull_request_review_thread.path is invalid");
  return put(call, pull, {
    body: given.body,
    path: given.path,
    line: given.line,
    review: given.review,
    thread: null,
    commit: head,
  });
}

function answer(call: Call, pull: Pull, to: number, body: string): Entity<RemarkData> {
  const before = remarksOf(call.world, pull).find(({ data }) => data.id === to)?.data;
  if (!before) throw missing("PullRequestReviewComment");
  const { path, line, commit } = before;
  return put(call, pull, { body, path, line, commit, review: null, thread: before.thread ?? before.id });
}

function put(call: Call, pull: Pull, given: Omit<RemarkData, "id" | "user" | "resolved">): Entity<RemarkData> {
  const { world, now } = call;
  refuseLong("PullRequestReviewComment", given["body"] as string, false);
  const id = world.ids.number("github.review-remark", 5_000_001);
  const data = { ...given, id, user: accountOf(call).data.login, resolved: false } as unknown as RemarkData;
  return world.store.add<RemarkData>("github.review-remark", { parent: pull.key, at: now, data });
}

function remarkView({ data, created, updated }: Entity<RemarkData>, pull: Pull, call: Call): Data {
  const repo = repositoryOf(call);
  const self = `${repoUrl(repo, call)}/pulls/comments/${String(data.id)}`;
  const html = `${htmlUrl(`${fullName(repo)}/pull/${String(pull.data.number)}`)}#discussion_r${String(data.id)}`;
  const address = `${repoUrl(repo, call)}/pulls/${String(pull.data.number)}`;
  return {
    id: data.id,
    node_id: nodeId("PRRC", data.id),
    url: self,
    pull_request_review_id: data.review,
    diff_hunk: "",
    path: data.path,
    ...(data.line === null ? { subject_type: "file" } : { line: data.line, side: "RIGHT", subject_type: "line" }),
    commit_id: data.commit,
    original_commit_id: data.commit,
    ...(data.thread === null ? {} : { in_reply_to_id: data.thread }),
    user: userView(data.user, call),
    body: data.body,
    created_at: iso(created),
    updated_at: iso(updated),
    html_url: html,
    pull_request_url: address,
    author_association: associationOf(data.user, call),
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: address } },
  };
}

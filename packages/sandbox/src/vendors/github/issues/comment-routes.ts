import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { repositoryOf } from "../git/refs.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { commentsOf, type CommentData } from "./comment-rows.ts";
import { alterIssue, issueNamed, issuesOf, type Issue } from "./issue-rows.ts";
import { associationOf, userView } from "./issue-view.ts";

/** Longest text of a comment, issue or pull request, in characters (issue 7; "body is too long (maximum is 65536 characters)"). */
export const longestBody = 65_536;

const input = z.object({ body: z.string() });
const scopes = { read: "issues:read", write: "issues:write" };

/** @throws Refusal `invalid` in GitHub's words for a text that is too long or empty */
export function refuseLong(what: string, body: string | null | undefined, mayBeEmpty = true): void {
  const problem = (message: string) => invalid(what, { path: ["body"], code: "custom", message });
  if (!mayBeEmpty && (body ?? "").trim() === "") throw problem("body can't be blank");
  if ((body ?? "").length > longestBody)
    throw problem(`body is too long (maximum is ${String(longestBody)} characters)`);
}

/** Comments on issues and pull requests. */
export const commentRoutes: readonly Route[] = [
  route(`GET ${at}/issues/{issue_number}/comments -> 200`, scopes.read, (call) => {
    const issue = issueNamed(call);
    const since = Date.parse(call.request.query.get("since") ?? "");
    const found = commentsOf(call.world, issue).filter(({ updated }) => Number.isNaN(since) || updated >= since);
    return pageOf(found, (each) => commentView(each, issue, call), undefined, call);
  }),
  route(`POST ${at}/issues/{issue_number}/comments -> 201`, scopes.write, (call) => {
    const issue = issueNamed(call);
    const { body } = bodyOf(input, call, "IssueComment");
    refuseLong("IssueComment", body, false);
    const { world, now } = call;
    const data = { id: world.ids.number("github.issue-comment", 3_000_001), user: accountOf(call).data.login, body };
    const made = world.store.add<CommentData>("github.issue-comment", { parent: issue.key, at: now, data });
    alterIssue(world, issue, now, {});
    happen(call, repositoryOf(call), {
      action: "issue_comment.create",
      text: `comments on #${String(issue.data.number)} of ${repositoryOf(call).data.name}`,
      data: { number: issue.data.number },
    });
    return { status: 201, body: commentView(made, issue, call) };
  }),
  route(`GET ${at}/issues/comments -> 200`, scopes.read, (call) => {
    const all = issuesOf(call.world, repositoryOf(call)).flatMap((issue) =>
      commentsOf(call.world, issue).map((each) => ({ issue, each })),
    );
    return pageOf(all, ({ issue, each }) => commentView(each, issue, call), undefined, call);
  }),
  route(`GET ${at}/issues/comments/{comment_id} -> 200`, scopes.read, (call) => {
    const { comment, issue } = commentNamed(call);
    return { status: 200, body: commentView(comment, issue, call) };
  }),
  route(`PATCH ${at}/issues/comments/{comment_id} -> 200`, scopes.write, (call) => {
    const { comment, issue } = commentNamed(call);
    const { body } = bodyOf(input, call, "IssueComment");
    refuseLong("IssueComment", body, false);
    const changed = call.world.store.alter(comment, call.now, { body });
    happen(call, repositoryOf(call), {
      action: "issue_comment.update",
      text: `changes a comment on #${String(issue.data.number)} of ${repositoryOf(call).data.name}`,
      data: { number: issue.data.number },
    });
    return { status: 200, body: commentView(changed, issue, call) };
  }),
  route(`DELETE ${at}/issues/comments/{comment_id} -> 204`, scopes.write, (call) => {
    const { comment, issue } = commentNamed(call);
    call.world.store.remove(comment.key);
    happen(call, repositoryOf(call), {
      action: "issue_comment.destroy",
      text: `removes a comment on #${String(issue.data.number)} of ${repositoryOf(call).data.name}`,
      data: { number: issue.data.number },
    });
    return { status: 204 };
  }),
];

function commentNamed(call: Call): { comment: Entity<CommentData>; issue: Issue } {
  for (const issue of issuesOf(call.world, repositoryOf(call))) {
    const comment = commentsOf(call.world, issue).find(({ data }) => String(data.id) === call.params["comment_id"]);
    if (comment) return { comment, issue };
  }
  throw missing("IssueComment");
}

function commentView({ data, created, updated }: Entity<CommentData>, issue: Issue, call: Call): Data {
  const repo = repositoryOf(call);
  const page = `${fullName(repo)}/${issue.data.pull ? "pull" : "issues"}/${String(issue.data.number)}`;
  return {
    id: data.id,
    node_id: nodeId("IC", data.id),
    url: `${repoUrl(repo, call)}/issues/comments/${String(data.id)}`,
    html_url: `${htmlUrl(page)}#issuecomment-${String(data.id)}`,
    issue_url: `${repoUrl(repo, call)}/issues/${String(issue.data.number)}`,
    body: data.body,
    user: userView(data.user, call),
    author_association: associationOf(data.user, call),
    created_at: iso(created),
    updated_at: iso(updated),
  };
}

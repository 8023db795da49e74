import type { Call } from "../../../http/message.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { pullsOf, type Pull } from "../issues/issue-rows.ts";
import { remarksOf, type RemarkData } from "../pulls/reviews.ts";
import { nodeId, readNodeId } from "../wire.ts";
import { connection, type PageArgs } from "./connection.ts";
import { githubError, unresolved } from "./errors.ts";
import type { Node } from "./nodes.ts";

/** A pull request of a repository, as far as its conversations are told. */
export function pullNode(repo: Repository, number: number, call: Call): Node {
  const pull = pullsOf(call.world, repo).find(({ data }) => data.number === number);
  if (!pull) throw githubError("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${String(number)}.`);
  return {
    __typename: "PullRequest",
    id: nodeId("PR", pull.data.id),
    databaseId: pull.data.id,
    number,
    title: pull.data.title,
    reviewThreads: (args: PageArgs) =>
      connection(
        threadsOf(pull, call).map((each) => threadNode(each)),
        args,
      ),
  };
}

/** Resolving of conversations: GitHub has no REST address for it. */
export const threadMutations = {
  resolveReviewThread: (args: { input: Input }, call: Call): Node => setResolved(args.input, call, true),
  unresolveReviewThread: (args: { input: Input }, call: Call): Node => setResolved(args.input, call, false),
};

interface Input {
  readonly threadId: string;
  readonly clientMutationId?: string;
}

function setResolved({ threadId, clientMutationId }: Input, call: Call, resolved: boolean): Node {
  const { world, now, holder } = call;
  if (!holder.scopes.has("pull_requests:write"))
    throw githubError("FORBIDDEN", "Resource not accessible by personal access token");
  const id = readNodeId(threadId)?.id;
  const found = world.store
    .all<RemarkData>("github.review-remark")
    .find(({ data }) => data.id === id && data.thread === null);
  if (!found) throw unresolved(threadId);
  const by = resolved ? accountOf(call).data.login : null;
  const thread = world.store.alter(found, now, { resolved, resolvedBy: by });
  return { clientMutationId, thread: threadNode(thread) };
}

function threadsOf(pull: Pull, { world }: Call): readonly Entity<RemarkData>[] {
  return remarksOf(world, pull).filter(({ data }) => data.thread === null);
}

function threadNode({ data }: Entity<RemarkData>): Node {
  return {
    __typename: "PullRequestReviewThread",
    id: nodeId("PRRT", data.id),
    isResolved: data.resolved,
    path: data.path,
    line: data.line,
  };
}

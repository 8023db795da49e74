import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { repositoryOf } from "../git/refs.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { refuseLong } from "../issues/comment-routes.ts";
import { alterPull, pullNamed, type Pull } from "../issues/issue-rows.ts";
import { associationOf, userView } from "../issues/issue-view.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import type { TeamData, UserData } from "../types.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { headsOf } from "./heads.ts";
import { pullView, teamsOf } from "./pull-view.ts";
import { putRemark } from "./remark-routes.ts";
import { dismiss, reviewsOf, type ReviewData } from "./reviews.ts";

const scopes = { read: "pull_requests:read", write: "pull_requests:write" };
const one = `${at}/pulls/{pull_number}`;
const event = z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]);
const creation = z.object({
  commit_id: z.string().optional(),
  body: z.string().optional(),
  event: event.optional(),
  comments: z
    .array(z.object({ path: z.string(), body: z.string(), line: z.int().optional(), position: z.int().optional() }))
    .optional(),
});
const submission = z.object({ body: z.string().optional(), event });
const dismissal = z.object({ message: z.string().min(1) });
const asked = z.object({ reviewers: z.array(z.string()).optional(), team_reviewers: z.array(z.string()).optional() });
const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;
const words = { APPROVED: "approves", CHANGES_REQUESTED: "asks for changes in", COMMENTED: "reviews" } as const;

/** Reviews of pull requests (P6). */
export const reviewRoutes: readonly Route[] = [
  route(`GET ${one}/reviews -> 200`, scopes.read, (call) => {
    const pull = pullNamed(call);
    const me = accountOf(call).data.login;
    const seen = reviewsOf(call.world, pull).filter(({ data }) => data.state !== "PENDING" || data.user === me);
    return pageOf(seen, (each) => reviewView(each, pull, call), undefined, call);
  }),
  route(`POST ${one}/reviews -> 200`, scopes.write, (call) => {
    const pull = pullNamed(call);
    const { event: word, body, commit_id: commit, comments } = bodyOf(creation, call, "PullRequestReview");
    const review = putReview(call, pull, body ?? "", commit);
    for (const each of comments ?? [])
      putRemark(call, pull, { ...each, line: each.line ?? each.position ?? null, review: review.data.id });
    return {
      status: 200,
      body: reviewView(word === undefined ? review : submit(call, pull, review, word, body ?? ""), pull, call),
    };
  }),
  route(`GET ${one}/reviews/{review_id} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: reviewView(reviewNamed(call), pullNamed(call), call),
  })),
  route(`POST ${one}/reviews/{review_id}/events -> 200`, scopes.write, (call) => {
    const { event: word, body } = bodyOf(submission, call, "PullRequestReview");
    const review = reviewNamed(call);
    if (review.data.state !== "PENDING") throw plain(422, "Could not submit pull request review.");
    return {
      status: 200,
      body: reviewView(submit(call, pullNamed(call), review, word, body ?? review.data.body), pullNamed(call), call),
    };
  }),
  route(`PUT ${one}/reviews/{review_id}/dismissals -> 200`, scopes.write, (call) => {
    const { message } = bodyOf(dismissal, call, "PullRequestReview");
    const review = reviewNamed(call);
    if (!["APPROVED", "CHANGES_REQUESTED"].includes(review.data.state))
      throw plain(422, "Can not dismiss a commented pull request review");
    const pull = pullNamed(call);
    happen(call, repositoryOf(call), {
      action: "pull_request_review.dismiss",
      text: `dismisses the review of ${review.data.user} on #${String(pull.data.number)}: ${message}`,
      data: { number: pull.data.number },
    });
    return { status: 200, body: reviewView(dismiss(call.world, review, call.now), pull, call) };
  }),
  route(`GET ${one}/requested_reviewers -> 200`, scopes.read, (call) => {
    const { reviewers, teams } = pullNamed(call).data.pull;
    return { status: 200, body: { users: reviewers.map((each) => userView(each, call)), teams: teamsOf(teams, call) } };
  }),
  route(`POST ${one}/requested_reviewers -> 201`, scopes.write, (call) => {
    const pull = pullNamed(call);
    const { reviewers: users = [], team_reviewers: teams = [] } = bodyOf(asked, call, "PullRequest");
    if (users.includes(pull.data.author)) throw plain(422, "Review cannot be requested from pull request author.");
    refuseStrangers(call, users, teams);
    const { reviewers, teams: before } = pull.data.pull;
    const next = alterPull(call.world, pull, call.now, {
      reviewers: [...new Set([...reviewers, ...users])],
      teams: [...new Set([...before, ...teams])],
    });
    return { status: 201, body: pullView(next, repositoryOf(call), call) };
  }),
  route(`DELETE ${one}/requested_reviewers -> 200`, scopes.write, (call) => {
    const pull = pullNamed(call);
    const { reviewers: users = [], team_reviewers: teams = [] } = bodyOf(asked, call, "PullRequest");
    const { reviewers, teams: before } = pull.data.pull;
    const left = {
      reviewers: reviewers.filter((each) => !users.includes(each)),
      teams: before.filter((each) => !teams.includes(each)),
    };
    return { status: 200, body: pullView(alterPull(call.world, pull, call.now, left), repositoryOf(call), call) };
  }),
];

function putReview(call: Call, pull: Pull, body: string, commit: string | undefined): Entity<ReviewData> {
  const { world, now } = call;
  refuseLong("PullRequestReview", body);
  const id = world.ids.number("github.review", 4_000_001);
  const head = headsOf(world, repositoryOf(call), pull).head;
  const data: ReviewData = {
    id,
    user: accountOf(call).data.login,
    body,
    state: "PENDING",
    commit: commit ?? head,
    submittedAt: null,
  };
  return world.store.add<ReviewData>("github.review", { parent: pull.key, at: now, data });
}

/** Source of the refusals: GitHub docs, "Create a review for a pull request", and answers seen in public threads. */
function submit(
  call: Call,
  pull: Pull,
  review: Entity<ReviewData>,
  word: z.output<typeof event>,
  body: string,
): Entity<ReviewData> {
  const { world, now } = call;
  const { user } = review.data;
  const isOwn = user === pull.data.author;
  if (isOwn && word === "APPROVE") throw plain(422, "Can not approve your own pull request");
  if (isOwn && word === "REQUEST_CHANGES") throw plain(422, "Can not request changes on your own pull request");
  if (word === "REQUEST_CHANGES" && body === "")
    throw plain(422, "You need to leave a comment indicating the requested changes.");
  const state = states[word];
  const left = pull.data.pull.reviewers.filter((each) => each !== user);
  alterPull(world, pull, now, { reviewers: left });
  happen(call, repositoryOf(call), {
    action: "pull_request_review.submit",
    text: `${words[state]} pull request #${String(pull.data.number)} of ${repositoryOf(call).data.name}`,
    data: { number: pull.data.number, state },
  });
  return world.store.alter<ReviewData>(review, now, { body, state, submittedAt: now });
}

function reviewNamed(call: Call): Entity<ReviewData> {
  const found = reviewsOf(call.world, pullNamed(call)).find(({ data }) => String(data.id) === call.params["review_id"]);
  if (!found) throw missing("PullRequestReview");
  return found;
}

function refuseStrangers({ world }: Call, users: readonly string[], teams: readonly string[]): void {
  const isKnown = users.every((each) =>
    world.store.all<UserData>("github.user").some(({ data }) => data.login === each),
  );
  const areTeams = teams.every((each) =>
    world.store.all<TeamData>("github.team").some(({ data }) => data.slug === each),
  );
  if (!isKnown || !areTeams)
    throw plain(
      422,
      "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.",
    );
}

function reviewView({ data }: Entity<ReviewData>, pull: Pull, call: Call): Data {
  const repo = repositoryOf(call);
  const html = `${htmlUrl(`${fullName(repo)}/pull/${String(pull.data.number)}`)}#pullrequestreview-${String(data.id)}`;
  const address = `${repoUrl(repo, call)}/pulls/${String(pull.data.number)}`;
  return {
    id: data.id,
    node_id: nodeId("PRR", data.id),
    user: userView(data.user, call),
    body: data.body,
    state: data.state,
    html_url: html,
    pull_request_url: address,
    _links: { html: { href: html }, pull_request: { href: address } },
    commit_id: data.commit,
    author_association: associationOf(data.user, call),
    ...(data.submittedAt === null ? {} : { submitted_at: iso(data.submittedAt) }),
  };
}

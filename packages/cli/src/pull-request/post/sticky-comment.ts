import { z } from "zod";
import { LaunchgateError } from "@launchgate/core";
import { VendorError } from "../../vendors/vendor-error.ts";
import { markerOf } from "../comment/marker.ts";
import { checkOn } from "./check-run.ts";
import { headOf, type Pull } from "./pull.ts";

/** Rounds until one comment must stand: each round is one more push that came in between. */
const mostRounds = 20;

const commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullish(),
});
type Comment = z.infer<typeof commentSchema>;

/** Who we are, by GitHub's word. */
export interface Self {
  readonly login: string;
  /** Id of our app. */
  readonly app: number;
}

/** What became of the comment. */
export interface Posted {
  /** `newer`: another push was reviewed or is being reviewed, and the comment is its. */
  readonly outcome: "created" | "updated" | "same" | "newer";
  readonly url: string | null;
}

/**
 * Makes sure that the pull request has one comment of ours, about the commit at its head. What was written is read again: two runs at once
 * leave one comment, and an older run that wrote last puts the newer text back, which it takes from the newer run's check. (issue 9)
 */
export async function postComment(pull: Pull, self: Self, head: string, body: string): Promise<Posted> {
  let outcome: Posted["outcome"] = "same";
  for (let round = 0; round < mostRounds; round += 1) {
    const [now, comments] = [await headOf(pull), await ownComments(pull, self)];
    const [kept, ...others] = comments;
    const wanted = now === head ? body : await textFor(pull, self, now);
    // The newer run has not come as far as its check: it will write the comment itself.
    if (wanted === undefined) return settled(pull, kept, others, "newer");
    // A second run of the same commit may have written after us: its text is as good.
    const isTold = kept?.body === wanted || (outcome !== "same" && now === head && isAbout(kept, head));
    if (kept !== undefined && isTold && others.length === 0)
      return { outcome: now === head ? outcome : "newer", url: kept.html_url };
    if (kept === undefined) {
      await create(pull, wanted);
      outcome = "created";
    } else {
      await removeAll(pull, others);
      if (kept.body !== wanted) await change(pull, kept, wanted);
      if (outcome === "same") outcome = "updated";
    }
  }
  throw new LaunchgateError({
    code: "pull-request.comment-unsettled",
    message: `The comment of pull request ${String(pull.number)} was changed by others each time it was written.`,
    fix: "Look who writes as the same app, then run the command again.",
    source: "tool",
  });
}

function isAbout(comment: Comment | undefined, head: string): boolean {
  return markerOf(comment?.body ?? "")?.head === head;
}

async function textFor(pull: Pull, { app }: Self, head: string): Promise<string | undefined> {
  const check = await checkOn(pull, head, app);
  const text = check?.output.text ?? undefined;
  return text !== undefined && markerOf(text)?.head === head ? text : undefined;
}

/** Leaves the oldest comment alone, whatever it says, and removes the others. */
async function settled(
  pull: Pull,
  kept: Comment | undefined,
  others: readonly Comment[],
  outcome: Posted["outcome"],
): Promise<Posted> {
  await removeAll(pull, others);
  return { outcome, url: kept?.html_url ?? null };
}

/** Comments with our marker that we wrote ourselves, the oldest first; another's comment with the marker is not ours. */
async function ownComments({ client, owner, repo, number }: Pull, { login }: Self): Promise<readonly Comment[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const all = await client.list(
    `read the comments of ${repo}`,
    route,
    { owner, repo, issue_number: number },
    commentSchema,
  );
  return all
    .filter(({ body, user }) => user?.login === login && markerOf(body ?? "")?.pull === number)
    .toSorted((a, b) => a.id - b.id);
}

async function create({ client, owner, repo, number }: Pull, body: string): Promise<void> {
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  await client.call(`comment on ${repo}`, route, { owner, repo, issue_number: number, body }, commentSchema);
}

async function change({ client, owner, repo }: Pull, { id }: Comment, body: string): Promise<void> {
  const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
  const parameters = { owner, repo, comment_id: id, body };
  await unlessGone(client.call(`change the comment on ${repo}`, route, parameters, commentSchema));
}

async function removeAll({ client, owner, repo }: Pull, comments: readonly Comment[]): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  for (const { id } of comments)
    await unlessGone(client.call(`remove a comment on ${repo}`, route, { owner, repo, comment_id: id }, z.unknown()));
}

/** Another run may have removed it first: the next round sees that. */
async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof VendorError && error.status === 404)) throw error;
  }
}

import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError, reviewCheck } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openModel } from "../project.ts";
import { gitHubOf } from "../pipelines/runner.ts";
import { commentBytes, reviewText, sentence, summaryBytes } from "../pull-request/comment/review-text.ts";
import { Masker, secretsOfEnvironment } from "../pull-request/mask.ts";
import { writeCheck } from "../pull-request/post/check-run.ts";
import { ownLogin } from "../pull-request/post/own-login.ts";
import type { Pull } from "../pull-request/post/pull.ts";
import { postComment, type Posted } from "../pull-request/post/sticky-comment.ts";
import { readReview } from "../pull-request/review/read-review.ts";
import type { Review } from "../pull-request/review/review.ts";

const commentOptions = commonOptions.extend({
  review: z.string().min(1),
  pull: z.string().regex(/^[1-9]\d{0,8}$/, { error: "the number of a pull request" }),
  repository: z
    .string()
    .regex(/^[A-Za-z\d][A-Za-z\d-]{0,38}\/[A-Za-z0-9._-]{1,100}$/, { error: "an owner and a name, such as octo/web" })
    .optional(),
  endpoint: z.url().optional(),
  full: z.string().min(1).optional(),
  dryRun: z.boolean().default(false),
});
type Options = z.infer<typeof commentOptions>;

/** `launchgate pr comment`: a review as comment, check and step summary; exit 0 where it was written, whatever its verdict. (P7) */
export const prComment: Action = async (given, host) => {
  const options = readOptions(commentOptions, given);
  const review = await readReview(host.cwd, options.review);
  const number = Number(options.pull);
  const masker = new Masker(secretsOfEnvironment(process.env));
  const whole = options.full === undefined ? undefined : `the artefact of this run, \`${path.basename(options.full)}\``;
  const shown = whole === undefined ? {} : { whole };
  const body = masker.shapes(reviewText(review, { bytes: commentBytes, pull: number, ...shown }));
  await writeFiles(options, host.cwd, review, masker);
  if (options.dryRun) return { exitCode: exitCodes.done, data: { dryRun: true, body }, text: body };
  const { pull, app } = await openPull(options, host.cwd, host.now());
  const check = await writeCheck(pull, app, review, { summary: masker.shapes(sentence(review)), text: body });
  const self = { login: await ownLogin(pull, check), app: check.app.id };
  const posted = await postComment(pull, self, review.headCommit, body);
  const data = { check: { name: reviewCheck, id: check.id }, comment: posted, verdict: review.verdict };
  return { exitCode: exitCodes.done, data, text: postedText(posted, number) };
};

/** The step summary of GitHub Actions, and the whole review as a file. */
async function writeFiles({ full }: Options, cwd: string, review: Review, masker: Masker): Promise<void> {
  const summary = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (summary !== "") await appendFile(summary, `${masker.shapes(reviewText(review, { bytes: summaryBytes }))}\n`);
  if (full !== undefined) await writeFile(path.resolve(cwd, full), `${masker.shapes(reviewText(review, {}))}\n`);
}

/** The pull request, and the app that the model says is ours. */
async function openPull(
  { repository, endpoint, pull }: Options,
  cwd: string,
  at: Date,
): Promise<{ readonly pull: Pull; readonly app: number }> {
  if ((process.env["GITHUB_TOKEN"] ?? "") === "") throw tokenMissing();
  const { organization } = await openModel(cwd, { overlay: [], at, rules: "structure" });
  const told = process.env["GITHUB_REPOSITORY"] ?? "";
  const own = `${organization.githubOwner}/${organization.rulesRepository.name}`;
  const [owner = "", repo = ""] = (repository ?? (told === "" ? own : told)).split("/");
  const client = await gitHubOf(process.env, owner, endpoint);
  return { pull: { client, owner, repo, number: Number(pull) }, app: organization.githubApp.id };
}

function tokenMissing(): LaunchgateError {
  return new LaunchgateError({
    code: "github.token-missing",
    message: "GITHUB_TOKEN is not set: comment and check are written through GitHub's REST interface.",
    fix: "Export the token of our GitHub App's installation with checks and pull requests (write); or say --dry-run.",
  });
}

const words: Readonly<Record<Posted["outcome"], string>> = {
  created: "The comment was written",
  updated: "The comment was brought up to date",
  same: "The comment says this already",
  newer: "The comment is left to the review of a newer push",
};

function postedText({ outcome, url }: Posted, pull: number): string {
  return `${words[outcome]}${url === null ? "" : `: ${url}`}. Check "${reviewCheck}" stands on the commit of pull request ${String(pull)}.`;
}

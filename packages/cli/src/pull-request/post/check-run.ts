import { LaunchgateError, reviewCheck } from "@launchgate/core";
import { z } from "zod";
import type { Review, ReviewFinding, ReviewVerdict } from "../review/review.ts";
import { blocks } from "../review/findings.ts";
import { across } from "../comment/across.ts";
import { plain } from "../comment/escape.ts";
import type { Pull } from "./pull.ts";

/** Annotations that GitHub takes in one request; further requests add to them. Source: GitHub docs, "Update a check run". */
const annotationsPerRequest = 50;
/** Most annotations of one check: beyond, nobody reads them, and the comment has the number. */
const mostAnnotations = 500;

const conclusions: Readonly<Record<ReviewVerdict, string>> = {
  blocked: "failure",
  undecided: "neutral",
  passes: "success",
};

const checkSchema = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  external_id: z.string().nullish(),
  app: z.object({ id: z.number(), slug: z.string().nullish() }),
  output: z.object({ text: z.string().nullish() }),
});
const checksSchema = z.object({ check_runs: z.array(checkSchema) });

/** Our check on a commit. */
export type CheckRun = z.infer<typeof checkSchema>;

/** One remark on a line. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** Remarks on the lines of stacks/ that cause findings; what blocks first. Findings without a line stand in the comment alone. (P7) */
export function annotationsOf(review: Review): readonly Annotation[] {
  const all = across(review, ({ findings }) => findings);
  const told = all.filter(({ kind, place }) => place !== null && kind !== "waived");
  const remarks = told.flatMap(({ place, stack, ...finding }): readonly Annotation[] => {
    if (place === null) return [];
    return [
      {
        path: place.path,
        start_line: place.line,
        end_line: place.line,
        annotation_level: levelOf(finding),
        title: plain(`${stack}: ${finding.rule}`, 200),
        message: `${plain(`${finding.resource}: ${finding.message}`, 1_000)}\n${plain(finding.fix, 500)}`,
      },
    ];
  });
  return [...remarks.filter(isFailure), ...remarks.filter((each) => !isFailure(each))].slice(0, mostAnnotations);
}

function isFailure({ annotation_level }: Annotation): boolean {
  return annotation_level === "failure";
}

function levelOf(finding: Pick<ReviewFinding, "kind">): Annotation["annotation_level"] {
  if (blocks(finding)) return "failure";
  return finding.kind === "undecided" || finding.kind === "waiver-expired" ? "warning" : "notice";
}

/** What a check says beside its conclusion. */
export interface CheckWords {
  readonly summary: string;
  /** The comment's text. */
  readonly text: string;
}

/**
 * Writes the check of a review on its commit, as the app `app`: completed, with the comment's text, and annotations in as many requests as
 * they need. A run that is done again adds another one, of which GitHub takes the newest.
 *
 * @throws LaunchgateError where the token is of another app: branch rules take the check of `app` alone (S3)
 */
export async function writeCheck(pull: Pull, app: number, review: Review, words: CheckWords): Promise<CheckRun> {
  const annotations = annotationsOf(review);
  const output = { title: titleOf(review), ...words };
  const first = await beginCheck(pull, review, {
    ...output,
    annotations: annotations.slice(0, annotationsPerRequest),
  });
  if (first.app.id !== app) throw await ofAnotherApp(pull, first, app);
  for (let from = annotationsPerRequest; from < annotations.length; from += annotationsPerRequest)
    await changeCheck(pull, first, {
      output: { ...output, annotations: annotations.slice(from, from + annotationsPerRequest) },
    });
  // Concluded last: a check that is green is complete.
  return changeCheck(pull, first, { conclusion: conclusions[review.verdict] });
}

function beginCheck({ client, owner, repo }: Pull, { headCommit }: Review, output: object): Promise<CheckRun> {
  const about = { name: reviewCheck, head_sha: headCommit, external_id: headCommit, status: "in_progress" };
  const route = "POST /repos/{owner}/{repo}/check-runs";
  return client.call(writing(repo), route, { owner, repo, ...about, output }, checkSchema);
}

function changeCheck({ client, owner, repo }: Pull, { id }: CheckRun, changes: object): Promise<CheckRun> {
  const route = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
  return client.call(writing(repo), route, { owner, repo, check_run_id: id, ...changes }, checkSchema);
}

function writing(repo: string): string {
  return `write the check ${reviewCheck} of ${repo}`;
}

/** Closes a check that another app's token made, so that it neither waits for ever nor looks like a verdict; the error that tells it. */
async function ofAnotherApp(pull: Pull, check: CheckRun, app: number): Promise<LaunchgateError> {
  const [is, wanted] = [`${check.app.slug ?? "unnamed"} (${String(check.app.id)})`, String(app)];
  const message = `The token is of the GitHub App ${is}; the check ${reviewCheck} counts only from app ${wanted}.`;
  const output = { title: "Written by another app: counts for nothing", summary: message };
  await changeCheck(pull, check, { conclusion: "cancelled", output });
  return new LaunchgateError({
    code: "pull-request.check-of-another-app",
    message,
    fix: "Use the token of that app's installation, or set organization.githubApp.id to the number of the app that writes.",
  });
}

/** Our completed check on a commit, the newest; undefined where there is none. One of another app's never counts. */
export async function checkOn({ client, owner, repo }: Pull, sha: string, app: number): Promise<CheckRun | undefined> {
  const { check_runs: runs } = await client.call(
    `read the checks of ${repo}`,
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { owner, repo, ref: sha, check_name: reviewCheck, per_page: 100 },
    checksSchema,
  );
  const ours = runs.filter((each) => each.app.id === app && each.name === reviewCheck && each.status === "completed");
  return ours.toSorted((a, b) => b.id - a.id)[0];
}

function titleOf({ verdict, stacks }: Review): string {
  const blocked = stacks.filter((each) => each.verdict === "blocked").map(({ stack }) => stack);
  if (verdict === "blocked")
    return plain(`Must not be merged${blocked.length > 0 ? `: ${blocked.join(", ")}` : ""}`, 200);
  return verdict === "passes" ? "Nothing stands against it" : "Something is only known while it is done";
}

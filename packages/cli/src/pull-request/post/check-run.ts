import { reviewCheck } from "@launchgate/core";
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

/**
 * Writes the check of a review on its commit: completed, with the comment's text, and annotations in as many requests as they need. A run
 * that is done again adds another one, of which GitHub takes the newest.
 */
export async function writeCheck(pull: Pull, review: Review, summary: string, body: string): Promise<CheckRun> {
  const { client, owner, repo } = pull;
  const annotations = annotationsOf(review);
  const output = { title: titleOf(review), summary, text: body };
  const first = await client.call(
    `write the check ${reviewCheck} of ${repo}`,
    "POST /repos/{owner}/{repo}/check-runs",
    {
      owner,
      repo,
      name: reviewCheck,
      head_sha: review.headCommit,
      external_id: review.headCommit,
      status: "in_progress",
      output: { ...output, annotations: annotations.slice(0, annotationsPerRequest) },
    },
    checkSchema,
  );
  const change = (more: Readonly<Record<string, unknown>>): Promise<CheckRun> =>
    client.call(
      `write the check ${reviewCheck} of ${repo}`,
      "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
      { owner, repo, check_run_id: first.id, ...more },
      checkSchema,
    );
  for (let from = annotationsPerRequest; from < annotations.length; from += annotationsPerRequest)
    await change({ output: { ...output, annotations: annotations.slice(from, from + annotationsPerRequest) } });
  // Concluded last: a check that is green is complete.
  return change({ conclusion: conclusions[review.verdict] });
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

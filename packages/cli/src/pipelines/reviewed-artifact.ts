import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Place } from "./git-files.ts";

/** Where the review of a merged pull request lies. */
export interface ReviewPlace {
  readonly pull: number;
  /** Commit that was reviewed: the head of the pull request when it was merged. */
  readonly commit: string;
  /** Name of the artifact. */
  readonly artifact: string;
  /** Id of the run that left it. */
  readonly runId: number;
}

const pullSchema = z.object({
  number: z.number(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullable(),
  head: z.object({ sha: z.string() }),
});
const artifactSchema = z.object({
  name: z.string(),
  expired: z.boolean(),
  created_at: z.string(),
  workflow_run: z.object({ id: z.number() }).nullable(),
});
const runSchema = z.object({ path: z.string(), event: z.string(), head_branch: z.string().nullable() });

/** Workflows whose runs may leave a review, with their triggers: GitHub takes both from the default branch. */
const judges: Readonly<Record<string, string>> = {
  ".github/workflows/verdict.yml": "workflow_run",
  ".github/workflows/preview-engine.yml": "workflow_dispatch",
};

/**
 * Finds the newest review of the pull request that brought a commit (P7). Any workflow can leave an artifact of that name, so only
 * one of a judging workflow, started by its own trigger from the default branch, counts.
 *
 * @throws LaunchgateError `pipelines.not-a-merge`, `pipelines.not-reviewed`, exit 4
 */
export async function reviewOf(place: Place, commit: string, prefix: string, branch: string): Promise<ReviewPlace> {
  const { github, repo } = place;
  const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
  const pulls = await github.list(
    `find what brought ${commit.slice(0, 12)}`,
    route,
    { repo, commit_sha: commit },
    pullSchema,
  );
  const pull = pulls.find(({ merged_at: at, merge_commit_sha: sha }) => at !== null && sha === commit);
  if (pull === undefined)
    throw blocked("not-a-merge", `No pull request was merged as ${commit.slice(0, 12)}: nothing of it was reviewed.`);
  const artifact = `${prefix}${pull.head.sha}`;
  const { artifacts } = await github.call(
    `list artifacts of ${repo}`,
    "GET /repos/{owner}/{repo}/actions/artifacts",
    { repo, name: artifact, per_page: 100 },
    z.object({ artifacts: z.array(artifactSchema) }),
  );
  const newestFirst = artifacts
    .filter((each) => each.name === artifact && !each.expired)
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
  for (const { workflow_run: run } of newestFirst) {
    if (run !== null && (await isJudge(place, run.id, branch)))
      return { pull: pull.number, commit: pull.head.sha, artifact, runId: run.id };
  }
  throw blocked("not-reviewed", `Pull request ${String(pull.number)} has no review of ${pull.head.sha.slice(0, 12)}.`);
}

async function isJudge({ github, repo }: Place, runId: number, branch: string): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
  const run = await github.call(`read run ${String(runId)} of ${repo}`, route, { repo, run_id: runId }, runSchema);
  // GitHub adds `@ref` behind the file for some triggers.
  const file = run.path.split("@")[0] ?? "";
  return judges[file] === run.event && run.head_branch === branch;
}

function blocked(what: string, message: string): LaunchgateError {
  return new LaunchgateError({
    code: `pipelines.${what}`,
    message,
    fix: "Bring the change in by a pull request whose check is green; reviews are kept as long as its artifacts. Nothing was changed.",
    exitCode: exitCodes.blocked,
  });
}

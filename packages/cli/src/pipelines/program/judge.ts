import { rulesEnvironmentNames } from "@launchgate/core";
import { action, appToken, asApp, asJob, expression, keep, launchgate, ofRun } from "../steps.ts";
import type { Environment, Job, Step } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { job, toolchain } from "./parts.ts";
import { headPlans } from "./preview.ts";

/** Which pull request is judged. */
export interface Judged {
  /** Expression of the commit that was planned, as GitHub tells it and not as the plan does. */
  readonly commit: string;
  /** Option that finds its pull request, with the variables in it. */
  readonly found: { readonly option: string; readonly env: Environment };
  /** Step that fetches the head's plan documents. It may fail: a missing document is a red verdict. */
  readonly plans: Step;
}

/** Beginning of the name of the artifact that holds a review; the commit follows. */
export const reviewArtifact = "launchgate-review-";

/** Condition of what is done for a pull request that still has this commit as its head; a newer push has a run of its own. */
const isCurrent = expression("steps.pull.outputs.number != ''");

/**
 * The job that judges: code of the base branch only, the plan documents of the head as data, verdict of both packs, one comment
 * and one check run by our GitHub App (P7). Our app's key is in its environment, which takes the default branch only. The plan
 * and the review may say no, which is what the comment is for: only a comment that cannot be written fails the job.
 */
export function judgeJob({ repository, retentionDays }: ProgramPipeline, judged: Judged): Omit<Job, "if"> {
  return job({
    environment: rulesEnvironmentNames.verdict,
    permissions: { contents: "read", actions: "read", "pull-requests": "read" },
    "timeout-minutes": 20,
    env: { COMMIT: judged.commit },
    steps: [
      ...toolchain("The base branch"),
      launchgate(
        "The pull request",
        `pipelines pull --commit "$COMMIT" ${judged.found.option} --changed changed.paths`,
        {
          id: "pull",
          env: { ...judged.found.env, ...asJob },
        },
      ),
      judged.plans,
      launchgate("Plan of the base branch, as of the same moment", basePlanWords, { "continue-on-error": true }),
      launchgate("Review", reviewWords, { if: isCurrent, "continue-on-error": true }),
      {
        ...keep("The review, for the deployment", reviewArtifact + judged.commit, "review.json", retentionDays),
        if: isCurrent,
      },
      { ...appToken(repository, { "permission-checks": "write", "permission-pull-requests": "write" }), if: isCurrent },
      launchgate("Comment and check", 'pr comment --review review.json --pull "$PULL" --full review.md', {
        if: isCurrent,
        env: { PULL: expression("steps.pull.outputs.number"), ...asApp },
      }),
      {
        ...keep("The whole review, to read", `launchgate-page-${judged.commit}`, "review.md", retentionDays),
        if: isCurrent,
      },
    ],
  });
}

const basePlanWords = 'pr plan --side base --commit "$GITHUB_SHA" --at-of plans/head --out plans/base';
const reviewWords =
  'pr review --base plans/base --head plans/head --base-commit "$GITHUB_SHA" --head-commit "$COMMIT" --changed changed.paths --out review.json';

/** Fetches plan documents that another run left. */
export function plansOfRun(runId: string): Step {
  return action(
    "downloadArtifact",
    "Plan documents of the head",
    { ...ofRun(headPlans, runId), path: "plans/head" },
    { "continue-on-error": true },
  );
}

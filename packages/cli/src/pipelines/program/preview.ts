import { expression, keep, launchgate } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { job, toolchain } from "./parts.ts";

/** Artifact in which the plan documents of a pull request's head wait to be judged. */
export const headPlans = "launchgate-plan-head";

/**
 * `preview.yml`: what a pull request would do, by its own code, offline (P7). That code is not trusted: the job has no secret, no
 * right but to read, and its result is data that {@link verdictWorkflow} judges. Forks run it just so.
 */
export function previewWorkflow({ retentionDays }: ProgramPipeline): Workflow {
  const commit = expression("github.event.pull_request.head.sha");
  return {
    name: "preview",
    on: { pull_request: {} },
    concurrency: { group: `preview-${expression("github.event.pull_request.number")}`, "cancel-in-progress": true },
    jobs: {
      preview: job({
        permissions: { contents: "read" },
        "timeout-minutes": 20,
        steps: [
          ...toolchain("The head of the pull request", { ref: commit }),
          launchgate("Plan of every stack", 'pr plan --side head --commit "$COMMIT" --out plans/head', {
            env: { COMMIT: commit },
          }),
          keep("Plan documents", headPlans, "plans/head", retentionDays, true),
        ],
      }),
    },
  };
}

import { expression } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { judgeJob, plansOfRun } from "./judge.ts";

/**
 * `verdict.yml`: judges what `preview` left, after it ended in whatever way (P7). GitHub takes the workflow and the code from the
 * default branch: a pull request cannot change who judges it.
 */
export function verdictWorkflow(pipeline: ProgramPipeline): Workflow {
  const commit = expression("github.event.workflow_run.head_sha");
  const head = expression(
    "format('{0}:{1}', github.event.workflow_run.head_repository.owner.login, github.event.workflow_run.head_branch)",
  );
  const plans = plansOfRun(expression("github.event.workflow_run.id"));
  return {
    name: "verdict",
    on: { workflow_run: { workflows: ["preview"], types: ["completed"] } },
    concurrency: {
      group: `verdict-${expression("github.event.workflow_run.head_repository.full_name")}-${expression("github.event.workflow_run.head_branch")}`,
      "cancel-in-progress": false,
    },
    jobs: {
      verdict: {
        if: expression("github.event.workflow_run.event == 'pull_request'"),
        ...judgeJob(pipeline, { commit, plans, found: { option: '--head "$HEAD"', env: { HEAD: head } } }),
      },
    },
  };
}

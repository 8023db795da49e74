import { asJob, expression, launchgate } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import { job, toolchain } from "./parts.ts";

/**
 * `checklist.yml`: the release checklist of the pull request's text (R4). It runs the code of the base branch only, whatever the
 * pull request changes: nothing of its head is checked out. The job is green when it has written the check `release-checklist`, which is
 * never green: a job can only pass or fail, and neither is true of a checklist without evidence.
 */
export function checklistWorkflow(): Workflow {
  const number = expression("github.event.pull_request.number");
  return {
    name: "checklist",
    on: { pull_request_target: { types: ["opened", "edited", "reopened", "synchronize"] } },
    concurrency: { group: `checklist-${number}`, "cancel-in-progress": true },
    jobs: {
      "read-checklist": job({
        permissions: { contents: "read", "pull-requests": "read", checks: "write" },
        "timeout-minutes": 15,
        steps: [
          ...toolchain("The base branch"),
          launchgate("Ticks and their evidence", 'pr check --pull "$PULL" --repo "$REPOSITORY" --write-check', {
            env: { PULL: number, REPOSITORY: expression("github.event.repository.name"), ...asJob },
          }),
        ],
      }),
    },
  };
}

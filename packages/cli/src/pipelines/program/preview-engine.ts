import { rulesEnvironmentNames } from "@launchgate/core";
import { action, expression, keep, launchgate } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { judgeJob } from "./judge.ts";
import { engineAccess, engineEnvironment, job, toolchain } from "./parts.ts";
import { headPlans } from "./preview.ts";

/**
 * `preview-engine.yml`: the engine's preview of a pull request of this repository (P7). It runs the code of the pull request with a
 * role that reads only, so a person starts it for one commit they have looked at, and the environment's reviewers let it run.
 * Branches of forks are not found here: `actions/checkout` fetches commits of this repository.
 */
export function previewEngineWorkflow(pipeline: ProgramPipeline): Workflow {
  const commit = expression("inputs.commit");
  const env = { COMMIT: commit };
  const inputs = {
    pull: { description: "Number of the pull request", type: "string", required: true },
    commit: { description: "Full id of its newest commit, which you have looked at", type: "string", required: true },
  };
  return {
    name: "preview-engine",
    on: { workflow_dispatch: { inputs } },
    concurrency: { group: `preview-engine-${commit}`, "cancel-in-progress": true },
    jobs: {
      "engine-preview": job({
        environment: rulesEnvironmentNames.preview,
        permissions: { contents: "read", "id-token": "write" },
        "timeout-minutes": 60,
        env: engineEnvironment,
        steps: [
          ...toolchain("The commit of the pull request", { ref: commit }),
          ...engineAccess(),
          launchgate("Preview of every stack", 'pr plan --side head --commit "$COMMIT" --engine --out plans/head', {
            env,
          }),
          keep("Plan documents", headPlans, "plans/head", pipeline.retentionDays, true),
        ],
      }),
      verdict: {
        if: expression("!cancelled()"),
        ...judgeJob(pipeline, {
          commit,
          found: { option: '--pull "$PULL"', env: { PULL: expression("inputs.pull") } },
          plans: action(
            "downloadArtifact",
            "Plan documents of the head",
            { name: headPlans, path: "plans/head" },
            { "continue-on-error": true },
          ),
        }),
        needs: ["engine-preview"],
      },
    },
  };
}

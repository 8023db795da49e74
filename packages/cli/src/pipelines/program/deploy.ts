import { action, asJob, expression, keep, launchgate } from "../steps.ts";
import type { Job, Step, Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { engineAccess, engineEnvironment, escalate, job, toolchain } from "./parts.ts";

/** One job of the chain: a stack, the environment that gates it, and whether its failure pages. */
interface Link {
  readonly stack: string;
  readonly environment: string;
  readonly production: boolean;
}

/**
 * `deploy.yml`: on merge, each stack after the one before: shared, development, staging with smoke tests, then production, whose
 * environment waits for its reviewers (P1 to P4). Applied is what was reviewed: `deploy` previews again and stops where the world
 * changed. Two merges never deploy at once, and none is cut off half-way (P9).
 */
export function deployWorkflow(pipeline: ProgramPipeline): Workflow {
  const links: Link[] = [
    ...pipeline.shared.map((stack) => ({ stack, environment: stack, production: false })),
    ...pipeline.stages.map(({ stack, stage, kind }) => ({
      stack,
      environment: stage,
      production: kind === "production",
    })),
  ];
  const jobs = links.map((link, index) => [link.stack, deployJob(pipeline, link, links[index - 1]?.stack)] as const);
  return {
    name: "deploy",
    on: { push: { branches: ["main"] }, workflow_dispatch: {} },
    concurrency: { group: "deploy", "cancel-in-progress": false },
    jobs: Object.fromEntries(jobs),
  };
}

function deployJob(pipeline: ProgramPipeline, { stack, environment, production }: Link, before?: string): Job {
  const call = {
    subject: `deploy-${stack}`,
    title: `Deployment of the stack ${stack} failed`,
    page: production,
  };
  return job({
    ...(before === undefined ? {} : { needs: [before] }),
    environment,
    permissions: { contents: "read", actions: "read", "id-token": "write", issues: "write", "pull-requests": "read" },
    "timeout-minutes": 120,
    env: engineEnvironment,
    steps: [
      ...toolchain("The merged commit"),
      ...reviewOfCommit(),
      ...engineAccess(),
      launchgate("Deploy", 'deploy --from "$STACK" --to "$STACK" --reviewed review.json', {
        env: { STACK: stack, ...asJob },
      }),
      recordOf(stack, pipeline.retentionDays),
      escalate(call, asJob),
    ],
  });
}

/** What was done, also by a job that failed: the next one goes on from it. Its folder is a hidden one. */
function recordOf(stack: string, retentionDays: number): Step {
  const name = `launchgate-deploy-${stack}-${expression("github.run_attempt")}`;
  const step = keep("What was done", name, ".launchgate/deploy", retentionDays, true);
  return { ...step, with: { ...step.with, "include-hidden-files": true } };
}

/** Finds the review of the pull request that was merged, of the verdict's own run and of no other, and fetches it (P7). */
function reviewOfCommit(): Step[] {
  return [
    launchgate("The review of this commit", `pipelines reviewed --commit "$GITHUB_SHA"`, {
      id: "reviewed",
      env: asJob,
    }),
    action("downloadArtifact", "Fetch the review", {
      name: expression("steps.reviewed.outputs.artifact"),
      path: ".",
      "run-id": expression("steps.reviewed.outputs.run-id"),
      repository: expression("github.repository"),
      "github-token": asJob["GITHUB_TOKEN"] ?? "",
    }),
  ];
}

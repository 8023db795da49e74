import { action, asJob, expression, keep, launchgate, ofRun } from "../steps.ts";
import type { Job, Step, Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { pagedOutput } from "../../delivery/paged.ts";
import { recordArtifact } from "../earlier-record.ts";
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
      ...earlierAttempts(stack),
      launchgate("Deploy", 'deploy --from "$STACK" --to "$STACK" --reviewed review.json', {
        id: "deploy",
        env: { STACK: stack, ...asJob },
      }),
      recordOf(stack, pipeline.retentionDays),
      ...calls(stack, production),
    ],
  });
}

/** An issue about a failed job. In production somebody is paged once: by `deploy` for the service, else by the job (P4, P9). */
function calls(stack: string, production: boolean): Step[] {
  const call = { subject: `deploy-${stack}`, title: `Deployment of the stack ${stack} failed` };
  if (!production) return [escalate({ ...call, page: false }, asJob)];
  const paged = `steps.deploy.outputs.${pagedOutput}`;
  return [
    escalate({ ...call, page: true, when: `failure() && ${paged} != 'true'` }, asJob),
    escalate({ ...call, page: false, when: `failure() && ${paged} == 'true'` }, asJob),
  ];
}

/** Folder of the record, a hidden one. */
const recordFolder = ".launchgate/deploy";

/** Where jobs are run again, what the attempt before did: nothing is applied twice, and tries are counted on (P9). */
function earlierAttempts(stack: string): Step[] {
  return [
    launchgate("What earlier attempts did", 'pipelines record --stack "$STACK"', {
      id: "earlier",
      if: expression("github.run_attempt > 1"),
      env: { STACK: stack, ...asJob },
    }),
    action(
      "downloadArtifact",
      "Go on from there",
      { ...ofRun(expression("steps.earlier.outputs.artifact"), expression("github.run_id")), path: recordFolder },
      { if: expression("steps.earlier.outputs.artifact != ''") },
    ),
  ];
}

/** What was done, also by a job that failed: the next one goes on from it. */
function recordOf(stack: string, retentionDays: number): Step {
  const name = recordArtifact(stack, expression("github.run_attempt"));
  const step = keep("What was done", name, recordFolder, retentionDays, true);
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
      ...ofRun(expression("steps.reviewed.outputs.artifact"), expression("steps.reviewed.outputs.run-id")),
      path: ".",
    }),
  ];
}

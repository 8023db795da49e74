import { rulesEnvironmentNames } from "@launchgate/core";
import { asJob, expression, keep, run } from "../steps.ts";
import type { Workflow } from "../workflow.ts";
import type { ProgramPipeline } from "./context.ts";
import { engineAccess, engineEnvironment, escalate, job, toolchain } from "./parts.ts";

/** `drift.yml`: every day, declared against live for each stack; drift opens an issue and, in production, pages (L4). */
export function driftWorkflow({ shared, stages, retentionDays }: ProgramPipeline): Workflow {
  const stack = expression("matrix.stack");
  const production = stages.filter(({ kind }) => kind === "production").map((each) => each.stack);
  const isProduction = production.map((each) => `matrix.stack == '${each}'`).join(" || ") || "false";
  const call = { subject: `drift-${stack}`, title: `Drift in the stack ${stack}` };
  return {
    name: "drift",
    on: { schedule: [{ cron: "17 5 * * *" }], workflow_dispatch: {} },
    concurrency: { group: "drift", "cancel-in-progress": false },
    jobs: {
      drift: job({
        name: `drift (${stack})`,
        environment: rulesEnvironmentNames.watch,
        permissions: { contents: "read", "id-token": "write", issues: "write" },
        "timeout-minutes": 60,
        strategy: {
          "fail-fast": false,
          matrix: { stack: [...shared, ...stages.map((each) => each.stack)] },
        },
        env: { ...engineEnvironment, STACK: stack },
        steps: [
          ...toolchain("The default branch"),
          ...engineAccess(),
          run("Declared against live", 'npx launchgate drift --stack "$STACK" --json > drift.json'),
          keep("What differs", `launchgate-drift-${stack}`, "drift.json", retentionDays, true),
          escalate({ ...call, page: true, when: `failure() && (${isProduction})` }, asJob),
          escalate({ ...call, page: false, when: `failure() && !(${isProduction})` }, asJob),
        ],
      }),
    },
  };
}

/** `stack-sweep.yml`: every hour, removes throw-away stacks whose time is up; what stays opens an issue (D1, D2). */
export function sweepWorkflow({ retentionDays }: ProgramPipeline): Workflow {
  const call = { subject: "stack-sweep", title: "A throw-away stack could not be removed", page: false };
  return {
    name: "stack-sweep",
    on: { schedule: [{ cron: "43 * * * *" }], workflow_dispatch: {} },
    concurrency: { group: "stack-sweep", "cancel-in-progress": false },
    jobs: {
      sweep: job({
        environment: rulesEnvironmentNames.drills,
        permissions: { contents: "read", "id-token": "write", issues: "write" },
        "timeout-minutes": 50,
        env: engineEnvironment,
        steps: [
          ...toolchain("The default branch"),
          ...engineAccess(),
          run("Remove what has expired", "npx launchgate stack sweep --json > sweep.json"),
          keep("What was removed", "launchgate-stack-sweep", "sweep.json", retentionDays, true),
          escalate(call, asJob),
        ],
      }),
    },
  };
}

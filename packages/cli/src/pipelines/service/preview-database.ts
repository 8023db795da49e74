import { action, asJob, expression, keep, run } from "../steps.ts";
import { job } from "../program/parts.ts";
import type { Step, Workflow } from "../workflow.ts";
import type { ServicePipeline } from "./context.ts";
import { rulesCommand, rulesCommands, rulesFolder } from "./parts.ts";

const artifactName = "preview-database-";
const number = expression("github.event.pull_request.number");
const own = "github.event.pull_request.head.repo.full_name == github.repository";

/**
 * `preview-database.yml`: a Neon branch for each pull request of this repository, made from the empty preview base of staging, with a
 * password of its own and an expiry; removed when the pull request is closed (P2). It runs the commands of the rules repository
 * only, so that the vendor's key never stands beside code of a pull request.
 */
export function previewDatabaseWorkflow(
  pipeline: ServicePipeline,
  { stage, keptDays }: NonNullable<ServicePipeline["previews"]>,
): Workflow {
  const env = {
    SERVICE: pipeline.serviceId,
    PULL: number,
    NEON_API_KEY: expression("secrets.NEON_API_KEY"),
    NEON_PROJECT_ID: expression("vars.NEON_PROJECT_ID"),
  };
  const common = { environment: stage, permissions: { contents: "read" }, "timeout-minutes": 15 } as const;
  const words = 'pipelines database --service "$SERVICE" --pull "$PULL" --project "$NEON_PROJECT_ID"';
  return {
    name: "preview database",
    on: { pull_request_target: { types: ["opened", "reopened", "synchronize", "closed"] } },
    concurrency: { group: `preview-database-${number}`, "cancel-in-progress": false },
    jobs: {
      "preview-database": job({
        if: expression(`github.event.action != 'closed' && ${own}`),
        ...common,
        steps: [
          ...rulesCommands(pipeline),
          rulesCommand("Database of the pull request", `${words} --out preview-database.url`, env),
          keep("Its address", `${artifactName}${number}`, `${rulesFolder}/preview-database.url`, keptDays),
        ],
      }),
      "remove-preview-database": job({
        if: expression(`github.event.action == 'closed' && ${own}`),
        ...common,
        steps: [
          ...rulesCommands(pipeline),
          rulesCommand("Remove the database of the pull request", `${words} --remove`, env),
        ],
      }),
    },
  };
}

/**
 * Waits for the database of the pull request and hands its address to the tests as `DATABASE_URL`. It opens an empty branch that
 * expires, and nothing else: the branch has a password of its own. Forks get none, and the check fails: a person brings the
 * change into a branch of the repository.
 */
export function databaseOfPull(): Step[] {
  const pull = expression("github.event.pull_request.number || github.event.merge_group.head_ref");
  return [
    run("Wait for the database", "node .github/launchgate/await-artifact.mjs", {
      id: "database",
      env: { ARTIFACT: artifactName, PULL: pull, ...asJob },
    }),
    action("downloadArtifact", "Its address", {
      name: expression("steps.database.outputs.artifact"),
      "run-id": expression("steps.database.outputs.run-id"),
      repository: expression("github.repository"),
      "github-token": asJob["GITHUB_TOKEN"] ?? "",
    }),
    run("Hand it to the tests", [
      "url=$(cat preview-database.url)",
      'echo "::add-mask::$url"',
      'echo "DATABASE_URL=$url" >> "$GITHUB_ENV"',
    ]),
  ];
}

import { checkout, expression, install, node, run } from "../steps.ts";
import { job } from "../program/parts.ts";
import type { Job, Step, Workflow } from "../workflow.ts";
import type { ServicePipeline } from "./context.ts";
import { sources } from "./parts.ts";
import { databaseOfPull } from "./preview-database.ts";
import { codeScan, dependencyScan, ofEvent, secretScan } from "./scans.ts";

/** Folder of the small scripts that come with the workflows. */
export const scriptFolder = ".github/launchgate";

/** Checks that every service has, by the name that the branch guard knows; any other is `npm run <name>`. */
const jobs: Readonly<Record<string, (pipeline: ServicePipeline) => Job>> = {
  "unit-tests": unitTests,
  "integration-tests": integrationTests,
  benchmarks,
  "code-scan": codeScan,
  "dependency-scan": dependencyScan,
  "secret-scan": secretScan,
};

/**
 * `pull-request.yml`: one job for each check that the branch guard demands, by the same name (P2, P6, P8, S1). They run the code
 * of the pull request, so none has a secret or more than reading rights; forks run them just so.
 */
export function pullRequestWorkflow(pipeline: ServicePipeline): Workflow {
  const names = [...new Set(["build", ...Object.keys(jobs), ...pipeline.checks])];
  return {
    name: "pull request",
    on: { pull_request: {}, ...(pipeline.mergeQueue ? { merge_group: {} } : {}) },
    concurrency: { group: `pull-request-${expression("github.ref")}`, "cancel-in-progress": true },
    jobs: Object.fromEntries(
      names.map((name) => {
        const made = jobs[name]?.(pipeline) ?? scriptJob(name, pipeline);
        const key = jobKey(name);
        return [key, key === name ? made : { name, ...made }];
      }),
    ),
  };
}

/** Key of a job: letters, digits, hyphens and underscores, a letter first. Source: GitHub docs, "Workflow syntax", `jobs.<job_id>`. */
export function jobKey(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_-]+/g, "-");
  return /^[A-Za-z_]/.test(plain) ? plain : `check-${plain}`;
}

function testJob(
  { nodeVersion }: ServicePipeline,
  steps: readonly Step[],
  permissions: Job["permissions"] = { contents: "read" },
): Job {
  return job({ permissions, "timeout-minutes": 30, steps: [...sources("The change", nodeVersion), ...steps] });
}

function scriptJob(name: string, pipeline: ServicePipeline): Job {
  return testJob(pipeline, [run(name, 'npm run "$SCRIPT"', { env: { SCRIPT: name } })]);
}

function unitTests(pipeline: ServicePipeline): Job {
  return testJob(pipeline, [
    run("Unit tests", "npm run unit-tests"),
    run("Coverage", `node ${scriptFolder}/coverage.mjs coverage/coverage-summary.json`, {
      env: { COVERAGE_PERCENT: String(pipeline.coveragePercent) },
    }),
  ]);
}

function integrationTests(pipeline: ServicePipeline): Job {
  const tests = run("Integration tests", "npm run integration-tests");
  if (pipeline.previews === undefined) return testJob(pipeline, [tests]);
  return testJob(pipeline, [...databaseOfPull(), tests], { contents: "read", actions: "read" });
}

/**
 * Benchmarks of the change against those of what it is merged into: every push to that branch is a release, so it is the last one (P8).
 * Both run on the same machine, side by side, so that neither finds files of the other.
 */
function benchmarks({ nodeVersion, benchmarkRegressionPercent }: ServicePipeline): Job {
  const folders = { base: { "working-directory": "base" }, change: { "working-directory": "change" } };
  return job({
    permissions: { contents: "read" },
    "timeout-minutes": 60,
    steps: [
      checkout("The last release", { ref: ofEvent("base"), path: "base" }),
      checkout("The change", { path: "change" }),
      node({ "node-version": nodeVersion }),
      install(folders.base),
      install(folders.change),
      run("Benchmarks", `node change/${scriptFolder}/benchmarks.mjs base change`, {
        env: { REGRESSION_PERCENT: String(benchmarkRegressionPercent) },
      }),
    ],
  });
}

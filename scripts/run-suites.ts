/**
 * Runs the test suites and prints their true totals: `node scripts/run-suites.ts test|full [vitest arguments]`.
 * `full` adds the long ones (LAUNCHGATE_FULL=1). Exits non-zero on a failure, and where no test ran at all.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const resultSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

const [scope = "test", ...rest] = process.argv.slice(2);
const folder = path.resolve(".launchgate");
const file = path.join(folder, "test-results.json");
mkdirSync(folder, { recursive: true });
rmSync(file, { force: true });

const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...rest,
  ],
  { stdio: "inherit", env: { ...process.env, ...(scope === "full" ? { LAUNCHGATE_FULL: "1" } : {}) } },
);
const results = resultSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const { numPassedTests: passed, numFailedTests: failed } = results;
const skipped = results.numPendingTests + results.numTodoTests;
// A file that could not be loaded counts as a failure even though none of its tests ran.
const failures = failed > 0 ? failed : run.status === 0 ? 0 : Math.max(1, results.numFailedTestSuites);
process.stdout.write(`${String(passed)} passed, ${String(failures)} failed, ${String(skipped)} skipped\n`);
process.exitCode = passed === 0 || failures > 0 ? 1 : 0;

// Fails where unit tests cover fewer lines than the model demands (P8), or where the summary does not say.
// Usage: COVERAGE_PERCENT=80 node coverage.mjs coverage/coverage-summary.json
// The summary is that of Istanbul's reporter "json-summary", which Vitest, Jest and c8 write.
import { readFileSync } from "node:fs";

const least = Number(process.env.COVERAGE_PERCENT || "none");
const file = process.argv[2] ?? "coverage/coverage-summary.json";

function coveredLines() {
  try {
    return JSON.parse(readFileSync(file, "utf8")).total.lines.pct;
  } catch {
    return undefined;
  }
}

const covered = coveredLines();
if (!(least >= 0 && least <= 100)) fail("COVERAGE_PERCENT is no percentage.");
else if (typeof covered !== "number" || !Number.isFinite(covered))
  fail(`${file} does not tell how many lines are covered. Let the tests write Istanbul's json-summary.`);
else if (covered < least) fail(`${covered} % of the lines are covered, the model demands ${least} %.`);
else process.stdout.write(`${covered} % of the lines are covered, ${least} % are demanded.\n`);

function fail(message) {
  process.stdout.write(`::error title=Coverage::${message}\n`);
  process.exitCode = 1;
}

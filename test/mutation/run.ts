/**
 * Mutation testing (issue 8, quality): `node test/mutation/run.ts [--changed] [area...]`, every area of areas.ts where none is named. Ends with 1
 * where a mutant survives that neither the compiler refuses nor justified.ts names, and where justified.ts names one that does not survive.
 */
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { PartialStrykerOptions } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { repositoryRoot as root } from "../helpers/repository.ts";
import { areas, type Area } from "./areas.ts";
import { compilerOf } from "./compiler.ts";
import { justified } from "./justified.ts";
import { KEPT_PLANS } from "./kept.ts";
import { reportSchema, scoresOf, survivorsOf, type Report } from "./survivors.ts";
import { verdictOf, type Verdict } from "./verdict.ts";

const folder = ".launchgate/mutants";
const copied = ["package.json", "tsconfig.json", "policy", "stacks", "test", "packages"];
const compiles = compilerOf(root);
const { values, positionals: asked } = parseArgs({
  options: { changed: { type: "boolean", default: false } },
  allowPositionals: true,
});
const onlyChanged = values.changed;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Where the results of the last run stand, which `--changed` goes on from. */
const lastOf = (file: string): string => `${file}.last.json`;

/** What Stryker is told; all of its settings stand here. */
function optionsOf({ mutate, tests }: Area, file: string): PartialStrykerOptions {
  return {
    mutate: [...mutate],
    testRunner: "in-process",
    plugins: ["./test/mutation/runner/plugin.ts", "./test/mutation/rule-data.ts"],
    ignorers: ["rule-data"],
    tests,
    ignorePatterns: ["/*", ...copied.map((each) => `!/${each}`), "/packages/*", "!/packages/core", "!/packages/cli"],
    coverageAnalysis: "perTest",
    // Endless loops are found by counting visits; by time only what hangs, so that a busy machine is not taken for a test.
    timeoutMS: 120_000,
    concurrency: Number(process.env["MUTANTS_CONCURRENCY"] ?? 1),
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: `${file}.json` },
    incremental: true,
    incrementalFile: lastOf(file),
    tempDirName: `${folder}/copy`,
    // `tests` is an option of our runner.
    warnings: { unknownOptions: false, preprocessorErrors: true, unserializableOptions: true, slow: true },
  };
}

async function judged(name: string, area: Area): Promise<Verdict> {
  const file = path.join(folder, name);
  rmSync(`${file}.json`, { force: true });
  if (!onlyChanged) rmSync(lastOf(file), { force: true });
  await new Stryker(optionsOf(area, file)).runMutationTest();
  const report = within(area, reportSchema.parse(JSON.parse(readFileSync(`${file}.json`, "utf8"))));
  tellScores(report);
  return verdictOf(survivorsOf(report), Object.keys(report.files), justified, compiles);
}

/** The report without files that the area held in the run before and holds no more. */
function within({ mutate }: Area, { files }: Report): Report {
  const mutated = new Set(globSync([...mutate], { cwd: root }));
  return { files: Object.fromEntries(Object.entries(files).filter(([file]) => mutated.has(file))) };
}

function tellScores(report: Report): void {
  for (const [place, { noticed, survived, ignored }] of scoresOf(report))
    say(`${place}: ${String(noticed)} noticed by tests, ${String(survived)} not, ${String(ignored)} left out as data`);
}

function tell(name: string, verdict: Verdict): void {
  const { unjustified, refused, stale } = verdict;
  const counts = `${String(refused)} refused by the compiler, ${String(verdict.justified)} justified`;
  say(`${name}: ${counts}, ${String(unjustified.length)} unjustified, ${String(stale.length)} stale justifications`);
  for (const { file, line, code, from, to } of unjustified)
    say(`  ${file}:${String(line)} survives\n    in    ${code}\n    from  ${from}\n    to    ${to}`);
  for (const { file, code, to } of stale) say(`  ${file}: justified, but does not survive: ${to} in ${code}`);
}

const names = asked.length === 0 ? Object.keys(areas) : asked;
mkdirSync(folder, { recursive: true });
const plans = path.resolve(folder, "plans.json");
execFileSync(process.execPath, [path.join(import.meta.dirname, "keep-plans.ts"), plans], { stdio: "inherit" });
process.env[KEPT_PLANS] = plans;
for (const name of names) {
  const area = areas[name];
  if (area === undefined) throw new Error(`no area is called "${name}": ${Object.keys(areas).join(", ")}`);
  const verdict = await judged(name, area);
  tell(name, verdict);
  if (verdict.unjustified.length + verdict.stale.length > 0) process.exitCode = 1;
}

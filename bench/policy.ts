/**
 * The whole pack of release rules on a plan of 1,000 resources against a plain `opa eval` with as many simple rules on the same plan:
 * `npm run bench:policy`, or with `-- --quick` for a few turns. Nothing here is a test: machines differ.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JudgedResource } from "@launchgate/core";
import { z } from "zod";
import { offlinePlan } from "../packages/cli/src/offline/offline-plan.ts";
import { judgedCapture } from "../packages/cli/src/policy/judged-resources.ts";
import { textTable } from "../packages/cli/src/table.ts";
import { ruleInfos } from "../policy/pack.ts";
import { at, modelWithServices } from "./models.ts";
import { deniesOf, evaluation, findOpa } from "./policy/opa.ts";
import { regoModule, simpleRules } from "./policy/rego.ts";

/** Services with which production has about 1,000 resources. */
const services = 9;
const turns = process.argv.includes("--quick") ? 3 : 11;
/** Judgements in one process; those after the first show what a process that lives on pays. */
const judgements = 5;
const page = { colour: false, columns: 120 };
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
const childSchema = z.object({ milliseconds: z.array(z.number()), found: z.array(z.string()) });

await benchOpa();

async function benchOpa(): Promise<void> {
  const opa = findOpa();
  if ("absent" in opa) {
    tell(`Skipped: ${opa.absent}.`);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "launchgate-bench-policy-"));
  try {
    const files = await writeFiles(folder);
    requireFindings(opa.binary, files);
    const found = Array.from({ length: turns }, () => turn(opa.binary, files));
    report(files.count, found);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Files {
  readonly count: number;
  readonly plan: string;
  /** The same with one resource emptied, which both must find. */
  readonly seeded: string;
  readonly walk: string;
  readonly table: string;
}

async function writeFiles(folder: string): Promise<Files> {
  const { project, model } = await modelWithServices(services);
  const resources = (await offlinePlan(project, model, at)).resources.map(judgedCapture);
  const rules = simpleRules(ruleInfos, resources);
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  return {
    count: resources.length,
    plan: write("plan.json", JSON.stringify({ resources })),
    seeded: write("seeded.json", JSON.stringify({ resources: withOneEmptied(resources, rules[0]?.type ?? "") })),
    walk: write("walk.rego", regoModule(rules, "walk")),
    table: write("table.rego", regoModule(rules, "table")),
  };
}

function withOneEmptied(resources: readonly JudgedResource[], type: string): readonly JudgedResource[] {
  const place = resources.findIndex((each) => each.type === type);
  return resources.map((each, index) => (index === place ? { ...each, inputs: {} } : each));
}

/** Both must find what is seeded and nothing else: otherwise it would be measured how quickly nothing is done. */
function requireFindings(opa: string, { plan, seeded, walk, table }: Files): void {
  const judged = (file: string): number => childSchema.parse(JSON.parse(ours(file, 1).printed)).found.length;
  const evaluated = (module: string, file: string): number =>
    deniesOf(timed(opa, evaluation(module, file)).printed).length;
  const clean = [judged(plan), evaluated(walk, plan), evaluated(table, plan)];
  const broken = [judged(seeded), evaluated(walk, seeded), evaluated(table, seeded)];
  if (clean.some((count) => count !== 0) || broken.includes(0))
    throw new Error(
      `Wrong verdicts: ${clean.join(", ")} findings in the plan, ${broken.join(", ")} in the seeded one.`,
    );
}

interface Turn {
  readonly first: number;
  readonly later: number;
  readonly process: number;
  readonly walk: number;
  readonly table: number;
}

/** Each is measured once; they take turns, so that load blurs all alike. */
function turn(opa: string, { plan, walk, table }: Files): Turn {
  const { milliseconds } = childSchema.parse(JSON.parse(ours(plan, judgements).printed));
  return {
    first: milliseconds[0] ?? Number.NaN,
    later: milliseconds.at(-1) ?? Number.NaN,
    process: ours(plan, 1).milliseconds,
    walk: timed(opa, evaluation(walk, plan)).milliseconds,
    table: timed(opa, evaluation(table, plan)).milliseconds,
  };
}

function ours(plan: string, times: number): { printed: string; milliseconds: number } {
  return timed(process.execPath, ["bench/policy/judge-child.ts", plan, at.toISOString(), String(times)]);
}

function timed(command: string, args: readonly string[]): { printed: string; milliseconds: number } {
  const start = performance.now();
  const run = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const milliseconds = performance.now() - start;
  if (run.status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${run.stderr}`);
  return { printed: run.stdout, milliseconds };
}

function report(count: number, found: readonly Turn[]): void {
  const middle = (key: keyof Turn): number =>
    found.map((each) => each[key]).sort((a, b) => a - b)[found.length >> 1] ?? 0;
  const medians = { first: middle("first"), later: middle("later"), process: middle("process") };
  const [walk, table] = [middle("walk"), middle("table")];
  const rules = `${String(ruleInfos.length)} rules`;
  const row = (name: string, value: number): string[] => [
    name,
    value.toFixed(0),
    (value / walk).toFixed(2),
    (value / table).toFixed(2),
  ];
  tell(
    `${rules} on a plan of ${String(count)} resources, median of ${String(found.length)} turns (goal: at most 1 times)`,
  );
  const cells = [
    row("the pack in a process that runs already, first judgement", medians.first),
    row("the same, fifth judgement", medians.later),
    row("the pack in a process of its own", medians.process),
    row("opa eval, simple rules that walk all resources", walk),
    row("opa eval, simple rules over a table by type", table),
  ];
  tell(textTable(["judged by", "ms", "times walking", "times table"], cells, page, { numbersFrom: 1 }));
  mkdirSync(".launchgate", { recursive: true });
  writeFileSync(".launchgate/bench-policy.json", `${JSON.stringify({ count, ...medians, walk, table }, null, 2)}\n`);
}

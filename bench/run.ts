/**
 * Ratios measured in one run: `npm run bench`, or `npm run bench -- --quick` for a few repetitions and no 100 services.
 * Every measurement is a process of its own; ratios are of medians. Nothing here is a test: machines differ.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { z } from "zod";
import { textTable } from "../packages/cli/src/table.ts";

const quick = process.argv.includes("--quick");
const counts = quick ? [1, 10] : [1, 10, 100];
const temporary = mkdtempSync(path.join(tmpdir(), "launchgate-bench-"));
const measureSchema = z.object({
  resources: z.number(),
  milliseconds: z.number(),
  megabytes: z.number(),
  sdkFiles: z.record(z.string(), z.number()).optional(),
});
type Measure = z.infer<typeof measureSchema>;

const page = { colour: false, columns: 120 };
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);

try {
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
  };
  tell(
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, Node ${machine.node}, ${machine.date}\n`,
  );
  const plans = benchPlans();
  const vendors = benchVendors();
  const startUp = benchStartUp();
  mkdirSync(".launchgate", { recursive: true });
  writeFileSync(".launchgate/bench.json", `${JSON.stringify({ machine, plans, vendors, startUp }, null, 2)}\n`);
  tell("\nFigures: .launchgate/bench.json");
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The offline plan against a bare program that registers the same. */
function benchPlans(): object[] {
  const rows = counts.map((count) => {
    const file = path.join(temporary, `record-${String(count)}.json`);
    writeFileSync(file, child("record", String(count)));
    const registered = registrations(file);
    const repetitions = count === 100 ? 3 : 5;
    const pairs = Array.from(
      { length: repetitions },
      () => [measure("plan", String(count)), measure("bare", file)] as const,
    );
    const [plan, bare] = [middle(pairs.map(([each]) => each)), middle(pairs.map(([, each]) => each))];
    const time = plan.milliseconds / bare.milliseconds;
    const memory = plan.megabytes / bare.megabytes;
    return { count, registered, plan, bare, time, memory, perResource: plan.milliseconds / registered };
  });
  tell("Offline plan against a bare program with the same registrations (goal: at most 1.25 times, linear)");
  const head = ["services", "registrations", "plan ms", "bare ms", "time", "plan MB", "bare MB", "memory", "ms each"];
  const cells = rows.map(({ count, registered, plan, bare, time, memory, perResource }) => [
    String(count),
    String(registered),
    plan.milliseconds.toFixed(0),
    bare.milliseconds.toFixed(0),
    time.toFixed(2),
    plan.megabytes.toFixed(0),
    bare.megabytes.toFixed(0),
    memory.toFixed(2),
    perResource.toFixed(2),
  ]);
  tell(textTable(head, cells, page, { numbersFrom: 0 }));
  return rows;
}

/** What loading SDKs costs: only those of vendors in use may be loaded. */
function benchVendors(): object[] {
  const all = "github,vercel,neon,pagerduty,datadog";
  const sets = [all, "github,vercel,neon,pagerduty", "github,vercel", "github"];
  const rows = sets.map((list) => ({
    vendors: list,
    ...middle(Array.from({ length: quick ? 2 : 5 }, () => measure("vendors", list))),
  }));
  tell("\nPlan of production by vendors in use, imports included (files of each SDK loaded)");
  const names = Object.keys(rows[0]?.sdkFiles ?? {});
  const cells = rows.map(({ vendors, milliseconds, megabytes, sdkFiles }) => [
    vendors === all ? "all" : vendors,
    milliseconds.toFixed(0),
    megabytes.toFixed(0),
    ...names.map((name) => String(sdkFiles?.[name] ?? 0)),
  ]);
  tell(
    textTable(["vendors", "ms", "MB", ...names.map((name) => name.replace(/^.*\//, ""))], cells, page, {
      numbersFrom: 1,
    }),
  );
  return rows;
}

/** Start-up of a pure command against Node alone; with and without the compile cache. */
function benchStartUp(): object {
  const command = ["packages/cli/bin/launchgate.js", "freeze", "check", "--stack", "dev", "--json"];
  const times = quick ? 5 : 15;
  const [node = 0, cached = 0, first = 0] = wall(
    [{ args: ["-e", "0"] }, { args: command }, { args: command, env: { NODE_DISABLE_COMPILE_CACHE: "1" } }],
    times,
  );
  tell("\nStart-up of a pure command, freeze check (goal: at most 500 ms)");
  const row = (name: string, value: number): string[] => [name, value.toFixed(0), (value / node).toFixed(1)];
  const cells = [row("node alone", node), row("freeze check", cached), row("freeze check, no compile cache", first)];
  tell(textTable(["", "ms", "times node"], cells, page, { numbersFrom: 1 }));
  return { node, cached, first };
}

function measure(kind: string, argument: string): Measure {
  return measureSchema.parse(JSON.parse(child(kind, argument)));
}

function child(kind: string, argument: string): string {
  const run = spawnSync(process.execPath, ["bench/child.ts", kind, argument], { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`bench/child.ts ${kind} ${argument} failed:\n${run.stderr}`);
  return run.stdout;
}

function registrations(file: string): number {
  const recorded = z.object({ stacks: z.array(z.array(z.unknown())) }).parse(JSON.parse(readFileSync(file, "utf8")));
  return recorded.stacks.reduce((sum, each) => sum + each.length, 0);
}

/** The measurement with the median time. */
function middle(measures: readonly Measure[]): Measure {
  const sorted = [...measures].sort((a, b) => a.milliseconds - b.milliseconds);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error("Nothing was measured.");
  return found;
}

/** One command whose start-up is measured. */
interface Start {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Median wall time of each command, milliseconds; they take turns, so that load blurs all alike. The first turn is not counted. */
function wall(starts: readonly Start[], times: number): number[] {
  starts.forEach(once);
  const turns = Array.from({ length: times }, () => starts.map(once));
  return starts.map(
    (_, index) => turns.map((turn) => turn[index] ?? 0).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0,
  );
}

function once({ args, env }: Start): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, args, { env: { ...process.env, ...env } });
  if (run.status !== 0) throw new Error(`${args.join(" ")} ended with ${String(run.status)}: ${run.stderr.toString()}`);
  return performance.now() - start;
}

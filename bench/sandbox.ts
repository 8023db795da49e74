/**
 * The practice ground: requests a second through the router, time to branch and to restore by size, a simulated week, memory with four stages up.
 * `npm run bench:sandbox`; `-- --quick`: no data of a gigabyte, one stage's week, one turn. Every measurement is a process of its own.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { z } from "zod";
import { textTable } from "../packages/cli/src/table.ts";

const quick = process.argv.includes("--quick");
const page = { colour: false, columns: 120 };
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
const figures = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number(), failed: z.number() });
const schemas = {
  router: z.object({ turns: z.array(z.object({ direct: figures, through: figures, split: figures })) }),
  databases: z.object({
    rows: z.array(z.object({ megabytes: z.number(), wake: z.number(), branching: z.number(), restoring: z.number() })),
  }),
  week: z.object({ monitors: z.number(), seconds: z.number(), processor: z.number() }),
  memory: z.object({
    empty: z.record(z.string(), z.number()),
    up: z.record(z.string(), z.number()),
    servers: z.number(),
  }),
};

/** Runs one part in a process of its own. */
function part<Name extends keyof typeof schemas>(name: Name, ...args: string[]): z.infer<(typeof schemas)[Name]> {
  const run = spawnSync(process.execPath, [`bench/sandbox/${name}.ts`, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`bench/sandbox/${name}.ts ended with ${String(run.status)}.`);
  return schemas[name].parse(JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "")) as z.infer<(typeof schemas)[Name]>;
}

/** The middle one; of an even number the upper. */
function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** What else is done on the machine: processes that run or wait, over the last minute. */
function load(): string {
  return `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

function router(): object {
  const { turns } = part("router", "3", quick ? "1" : "3");
  const row = (name: string, of: (turn: (typeof turns)[number]) => z.infer<typeof figures>): string[] => [
    name,
    middle(turns.map((turn) => of(turn).perSecond)).toFixed(0),
    middle(turns.map((turn) => of(turn).perSecond / turn.direct.perSecond)).toFixed(2),
    middle(turns.map((turn) => of(turn).p50)).toFixed(1),
    middle(turns.map((turn) => of(turn).p99)).toFixed(1),
    String(turns.reduce((sum, turn) => sum + of(turn).failed, 0)),
  ];
  const cells = [
    row("the server itself", ({ direct }) => direct),
    row("through the router", ({ through }) => through),
    row("with a rollout at 50 %", ({ split }) => split),
  ];
  tell(`Requests by 32 connections (${load()})`);
  tell(textTable(["", "a second", "times", "p50 ms", "p99 ms", "failed"], cells, page, { numbersFrom: 1 }));
  return { turns };
}

function databases(): object {
  const { rows } = part("databases", ...(quick ? ["10", "100"] : ["10", "100", "1000"]));
  const cells = rows.map(({ megabytes, wake, branching, restoring }) => [
    String(megabytes),
    ...[wake, branching, restoring].map((seconds) => seconds.toFixed(1)),
  ]);
  tell(`\nSeconds until the next connection answers (${load()})`);
  tell(textTable(["MB", "new project", "branch", "restore"], cells, page, { numbersFrom: 0 }));
  return { rows };
}

function weeks(): object {
  const sets = quick ? [["prod"]] : [["prod"], ["dev", "staging", "drill", "prod"]];
  const rows = sets.map((stages) => ({ stages: stages.length, ...part("week", ...stages) }));
  const cells = rows.map(({ stages, monitors, seconds, processor }) => [
    String(stages),
    String(monitors),
    seconds.toFixed(0),
    processor.toFixed(0),
  ]);
  tell(`\nA simulated week, minute by minute (${load()})`);
  tell(textTable(["stages", "monitors", "seconds", "processor s"], cells, page, { numbersFrom: 0 }));
  return { rows };
}

function memory(): object {
  const found = part("memory", "dev", "staging", "drill", "prod");
  const cells = Object.keys(found.up).map((kind) => [
    kind,
    (found.empty[kind] ?? 0).toFixed(0),
    (found.up[kind] ?? 0).toFixed(0),
  ]);
  tell(
    `\nMemory, MB, what is shared counted once: four stages, ${String(found.servers)} servers and databases (${load()})`,
  );
  tell(textTable(["", "empty", "four stages up"], cells, page, { numbersFrom: 1 }));
  return found;
}

tell(
  `${cpus()[0]?.model.trim() ?? "unknown"}, ${String(availableParallelism())} cores, Node ${process.versions.node}\n`,
);
const parts = { router: router(), memory: memory(), databases: databases(), week: weeks() };
mkdirSync(".launchgate", { recursive: true });
writeFileSync(".launchgate/bench-sandbox.json", `${JSON.stringify(parts, null, 2)}\n`);
tell("\nFigures: .launchgate/bench-sandbox.json");

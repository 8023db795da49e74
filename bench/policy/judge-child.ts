/**
 * The whole pack on a plan, in a process of its own: `node bench/policy/judge-child.ts <plan.json> <moment> <times>`. Prints one JSON object:
 * milliseconds of each judgement in this process, the first of which is the one that a command makes, and what was found.
 */
import { readFileSync } from "node:fs";
import module from "node:module";
import type { JudgedResource } from "@launchgate/core";

// As the command line does.
module.enableCompileCache();
const { judgeStack } = await import("../../policy/pack.ts");

const [file = "", moment = "", times = "1"] = process.argv.slice(2);
const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: readonly JudgedResource[] };
const milliseconds: number[] = [];
let found: readonly string[] = [];
for (let turn = 0; turn < Number(times); turn += 1) {
  const start = performance.now();
  const { findings } = judgeStack({ resources, now: new Date(moment) });
  milliseconds.push(performance.now() - start);
  found = findings.map(({ rule }) => rule);
}
process.stdout.write(JSON.stringify({ milliseconds, found }));

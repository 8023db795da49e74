/** Writes the plans of all stacks to the file that is named first: `node test/mutation/keep-plans.ts FILE`. A process of its own, which ends. */
import { writeFileSync } from "node:fs";
import { allPlans, fixedInstant } from "../helpers/stack-plans.ts";
import type { KeptPlans } from "./kept.ts";

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("say where to keep the plans: node test/mutation/keep-plans.ts FILE");
const stacks = Object.fromEntries([...(await allPlans())].map(([stack, { resources }]) => [stack, resources]));
writeFileSync(file, JSON.stringify({ at: fixedInstant.toISOString(), stacks: stacks as KeptPlans["stacks"] }));
process.exit(0);

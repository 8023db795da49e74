/**
 * What the whole pack costs in the real engine: preview of production of the reference organisation with 1,000 resources, without a pack,
 * with a pack of one trivial rule, and with the whole pack. `npm run bench:policy-engine`, with `-- --quick` for one turn. Providers do
 * nothing, so that the share of the rules is as large as it can be. Needs the engine.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { analyzerFolder } from "../packages/cli/src/engine/policy-pack.ts";
import { offlinePlan } from "../packages/cli/src/offline/offline-plan.ts";
import { textTable } from "../packages/cli/src/table.ts";
import { at, modelWithServices } from "./models.ts";

/** Services with which production has about 1,000 resources. */
const services = 9;
const turns = process.argv.includes("--quick") ? 1 : 5;
const engine = process.env["LAUNCHGATE_PULUMI_ROOT"] ?? path.resolve(".launchgate/engine");
const packs = { none: "-", trivial: path.resolve(".launchgate/bench-policy/trivial"), whole: path.resolve("policy") };
const page = { colour: false, columns: 120 };
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
const previewSchema = z.object({ milliseconds: z.number(), resources: z.number(), found: z.array(z.string()) });
const roundsSchema = z.array(z.record(z.string(), previewSchema));
type Round = z.infer<typeof roundsSchema>[number];

/** The trivial pack: inside the clone, for it needs the SDK of policies. */
function writeTrivialPack(): void {
  mkdirSync(packs.trivial, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(path.join(packs.trivial, name), text);
  write("PulumiPolicy.yaml", "runtime: nodejs\nmain: index.js\n");
  write("package.json", JSON.stringify({ name: "trivial", version: "1.0.0", type: "module", main: "index.js" }));
  const rule = `{ name: "one", description: "One rule.", enforcementLevel: "mandatory",
    validateResource: ({ type, props }, report) => { if (type === "neon:index:Project" && props.name === "") report("no name"); } }`;
  write(
    "index.js",
    `import { PolicyPack } from "@pulumi/policy";\nnew PolicyPack("trivial", { policies: [${rule}] });\n`,
  );
}

async function measure(folder: string): Promise<readonly Round[]> {
  const { project, model } = await modelWithServices(services);
  const recorded = path.join(folder, "recorded.json");
  writeFileSync(recorded, JSON.stringify((await offlinePlan(project, model, at)).resources));
  const host = spawn(process.execPath, ["bench/policy/no-op-hosts.ts"], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [attach] = (await once(createInterface({ input: host.stdout }), "line")) as [string];
    const state = path.join(folder, "state");
    mkdirSync(state);
    const args = [recorded, attach, state, await analyzerFolder(folder), String(turns), ...Object.values(packs)];
    const run = spawnSync(process.execPath, ["bench/policy/previews.ts", ...args], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: { ...process.env, LAUNCHGATE_PULUMI_ROOT: engine },
    });
    if (run.status !== 0) throw new Error(`bench/policy/previews.ts failed:\n${run.stderr}`);
    return roundsSchema.parse(JSON.parse(run.stdout));
  } finally {
    host.stdin.end();
  }
}

function report(rounds: readonly Round[]): void {
  const of = (round: Round, pack: keyof typeof packs): number => round[packs[pack]]?.milliseconds ?? Number.NaN;
  const median = (pick: (round: Round) => number): number =>
    rounds.map(pick).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
  const mandatory = rounds
    .flatMap((round) => round[packs.whole]?.found ?? [])
    .filter((each) => each.startsWith("mandatory"));
  if (mandatory.length > 0) throw new Error(`The stack should keep the rules: ${mandatory.join(", ")}`);
  const resources = rounds[0]?.[packs.none]?.resources ?? 0;
  tell(
    `Preview of ${String(resources)} resources, median of ${String(rounds.length)} turns (goal: at most 1.15 times one trivial rule)`,
  );
  // Ratios within a turn: other work on the machine comes and goes more slowly than that.
  const rows = (["none", "trivial", "whole"] as const).map((pack) => [
    { none: "no pack", trivial: "one trivial rule", whole: "the whole pack" }[pack],
    median((round) => of(round, pack)).toFixed(0),
    median((round) => of(round, pack) / of(round, "trivial")).toFixed(2),
  ]);
  tell(textTable(["with", "ms", "times trivial"], rows, page, { numbersFrom: 1 }));
  writeFileSync(".launchgate/bench-policy-engine.json", `${JSON.stringify(rounds, null, 2)}\n`);
}

if (!existsSync(path.join(engine, "bin/pulumi"))) {
  tell("There is no engine: run `npx launchgate engine install` first.");
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), "launchgate-bench-policy-engine-"));
try {
  writeTrivialPack();
  report(await measure(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

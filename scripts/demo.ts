/**
 * `npm run demo`: the whole organisation on this machine, no account needed. Installs the engine, starts the sandbox, brings shared,
 * dev, staging, prod and a drill stack up with the real engine, shows an empty second preview of each, lets visitors come to the
 * applications of all stages, releases a good version and a bad one, shows who is paged, brings traffic and database back, removes
 * the drill stack, and stops. Everything is below .launchgate/demo, which is made anew each time. `--json`: one object at the end; `--keep`: the sandbox goes on.
 * Exit code 0 done, 1 failed, 3 stopped by a signal.
 */
import path from "node:path";
import { keptConnection } from "../packages/cli/src/sandbox/connection.ts";
import { bringUp, makeDrill, openCalendar, removeDrill, type DrillResult, type StackResult } from "./demo/acts.ts";
import { DemoError, Launchgate, repository } from "./demo/child.ts";
import { ending, type EndingResult } from "./demo/ending.ts";
import { Narrator } from "./demo/narrator.ts";
import { demoEnv, demoFolder, isLaidOut, layOut } from "./demo/place.ts";
import type { Deployed } from "./demo/serving.ts";
import { Vendors } from "./demo/vendors.ts";

interface Engine {
  readonly engine: { readonly path: string; readonly version: string; readonly source: string };
  readonly why: string;
}

interface Outcome {
  readonly engine: string;
  readonly clockSetTo: string | null;
  readonly stacks: readonly StackResult[];
  /** `null` where no real database can run: {@link leftOut} says why. */
  readonly ending: EndingResult | null;
  readonly leftOut: string | null;
  readonly drill: DrillResult;
  readonly requests: number;
  readonly unrouted: number;
}

const json = process.argv.includes("--json");
const keep = process.argv.includes("--keep");
const narrator = new Narrator(json);
const onWord = (line: string): void => narrator.word(line);
const halt = new AbortController();
const { signal } = halt;

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    if (!signal.aborted) narrator.step("Stopping: what is under way ends first");
    halt.abort(new DemoError("Stopped on request.", 3));
  });
}

async function demo(): Promise<Outcome> {
  const tools = new Launchgate({ cwd: repository, env: process.env, signal, onWord });
  narrator.step("The engine: found, downloaded, or built from its Go module");
  const { engine, why } = await tools.json<Engine>(["engine", "install"]);
  narrator.step(why, "green");
  const env = demoEnv(engine.source === "local" ? path.join(repository, ".launchgate/engine") : rootOf(engine.path));
  const launchgate = new Launchgate({ cwd: demoFolder, env, signal, onWord });
  if (isLaidOut()) await launchgate.json(["sandbox", "stop"]);
  layOut();
  try {
    narrator.step(
      "The sandbox: GitHub, Vercel, Neon, PagerDuty and Datadog on this machine, with databases and applications",
    );
    const { urls } = await launchgate.json<{ urls: Readonly<Record<string, string>> }>(["sandbox", "start", "--apps"], {
      whole: true,
    });
    const told = Object.entries(urls).map(([vendor, url]) => `${vendor} ${url}`);
    narrator.step(told.join(", "), "green");
    return { engine: engine.version, ...(await acts(launchgate)) };
  } finally {
    if (!keep) await launchgate.json(["sandbox", "stop"], { always: true });
  }
}

async function acts(launchgate: Launchgate): Promise<Omit<Outcome, "engine">> {
  const connection = await keptConnection(demoFolder);
  if (connection === undefined) throw new DemoError("The sandbox does not say how to reach it.", 1);
  const vendors = new Vendors(connection, signal);
  const stage = { launchgate, vendors, narrator };
  if (vendors.noDatabases !== null) narrator.step(withoutDatabases(vendors.noDatabases), "red");
  const clockSetTo = await openCalendar(stage);
  const stacks: StackResult[] = [];
  const deployedBefore: Deployed[] = [];
  for (const stack of ["shared", "dev", "staging", "prod"]) {
    const { result, deployed } = await bringUp(stage, stack);
    stacks.push(result);
    deployedBefore.push(...deployed);
  }
  const made = await makeDrill(stage);
  const leftOut = vendors.noDatabases;
  const all = [...deployedBefore, ...made.deployed];
  const end = leftOut === null ? await ending(launchgate, vendors, narrator, all) : null;
  const drill = await removeDrill(stage, made);
  const { requests, unrouted } = await launchgate.json<{ requests: number; unrouted: number }>(["sandbox", "status"]);
  if (unrouted > 0) narrator.step(`${String(unrouted)} requests met no route of the sandbox: gaps of it`, "red");
  return { clockSetTo, stacks, ending: end, leftOut, drill, requests, unrouted };
}

/** Folder whose `bin/pulumi` an engine is; undefined for one that lies elsewhere, which is found again as it was. */
function rootOf(engine: string): string | undefined {
  const folder = path.dirname(engine);
  return path.basename(folder) === "bin" ? path.dirname(folder) : undefined;
}

function withoutDatabases(why: string): string {
  return `Left out here: visitors, the bad release, pages and the way back. They need real databases. ${why}`;
}

function whatToLookAt({ stacks, ending: end, leftOut, requests }: Outcome): void {
  const total = stacks.reduce((sum, { created }) => sum + created, 0);
  const folder = path.relative(process.cwd(), demoFolder);
  narrator.lines(
    "",
    `${String(stacks.length)} stacks, ${String(total)} resources, ${String(requests)} requests to five vendors, ${narrator.seconds.toFixed(0)} s.`,
    end === null
      ? withoutDatabases(leftOut ?? "")
      : `Visitors, alarm and way back took ${end.seconds.toFixed(0)} s of them.`,
    `Look at it (in ${folder === "" ? "." : folder}; no setting is needed):`,
    ...(keep ? [] : ["  npx launchgate sandbox start --apps         what was there is there again"]),
    "  npx launchgate preview --stack prod         nothing to do; change a number in stacks/ and look again",
    "  npx launchgate plan --stack prod            the same in release language",
    "  npx launchgate sandbox events --last 100    what happened at all vendors, in one order",
    "  npx launchgate sandbox traffic --project bridge-api-prod   visitors for half a minute",
    "  npx launchgate history --stack prod         what was done",
    "  npx launchgate drift --stack prod           change something by the vendor's HTTP first",
    "  npx launchgate sandbox status               addresses, clock, requests; tokens in .launchgate/sandbox/connection.json",
    "  npx launchgate stack create --from staging --name drill-x --ttl 2h --target sandbox",
    keep ? "Stop it: npx launchgate sandbox stop" : "The sandbox is stopped. `npm run demo` makes everything anew.",
  );
}

try {
  const outcome = await demo();
  if (json) process.stdout.write(`${JSON.stringify({ ok: true, seconds: narrator.seconds, ...outcome }, null, 2)}\n`);
  whatToLookAt(outcome);
} catch (error) {
  const known = error instanceof DemoError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (json)
    process.stdout.write(`${JSON.stringify({ ok: false, seconds: narrator.seconds, error: message }, null, 2)}\n`);
  else process.stderr.write(`${known ? message : error instanceof Error ? (error.stack ?? message) : message}\n`);
  process.exitCode = known?.exitCode ?? 1;
}

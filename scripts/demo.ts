/**
 * `npm run demo`: the whole organisation on this machine, no account needed. Installs the engine, starts the sandbox, brings shared,
 * dev, staging and prod up with the real engine, shows an empty second preview of each, makes and removes a drill stack, and stops.
 * Everything is below .launchgate/demo, which is made anew each time. `--json`: one object at the end; `--keep`: the sandbox goes on.
 * Exit code 0 done, 1 failed, 3 stopped by a signal.
 */
import path from "node:path";
import { bringUp, drill, openCalendar, type DrillResult, type StackResult } from "./demo/acts.ts";
import { DemoError, Launchgate, repository } from "./demo/child.ts";
import { Narrator } from "./demo/narrator.ts";
import { demoEnv, demoFolder, isLaidOut, layOut } from "./demo/place.ts";

interface Engine {
  readonly engine: { readonly path: string; readonly version: string; readonly source: string };
  readonly why: string;
}

interface Outcome {
  readonly engine: string;
  readonly clockSetTo: string | null;
  readonly stacks: readonly StackResult[];
  readonly drill: DrillResult;
  readonly requests: number;
  readonly unrouted: number;
}

const json = process.argv.includes("--json");
const keep = process.argv.includes("--keep");
const narrator = new Narrator(json);
const word = (line: string): void => narrator.word(line);
let current: Launchgate | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    narrator.step("Stopping: what is under way ends first");
    current?.stop(signal);
  });
}

async function demo(): Promise<Outcome> {
  const tools = use(new Launchgate(repository, process.env, word));
  narrator.step("The engine: found, downloaded, or built from its Go module");
  const { engine, why } = await tools.json<Engine>(["engine", "install"]);
  narrator.step(why, "green");
  const env = demoEnv(engine.source === "local" ? path.join(repository, ".launchgate/engine") : rootOf(engine.path));
  const launchgate = use(new Launchgate(demoFolder, env, word));
  if (isLaidOut()) await launchgate.json(["sandbox", "stop"]);
  layOut();
  narrator.step("The sandbox: GitHub, Vercel, Neon, PagerDuty and Datadog on this machine");
  const { urls } = await launchgate.json<{ urls: Readonly<Record<string, string>> }>(["sandbox", "start"]);
  narrator.step(
    Object.entries(urls)
      .map(([vendor, url]) => `${vendor} ${url}`)
      .join(", "),
    "green",
  );
  try {
    return { engine: engine.version, ...(await acts(launchgate)) };
  } finally {
    if (!keep) await launchgate.json(["sandbox", "stop"], { always: true });
  }
}

async function acts(launchgate: Launchgate): Promise<Omit<Outcome, "engine">> {
  const clockSetTo = await openCalendar(launchgate, narrator);
  const stacks: StackResult[] = [];
  for (const stack of ["shared", "dev", "staging", "prod"]) stacks.push(await bringUp(launchgate, narrator, stack));
  const drilled = await drill(launchgate, narrator);
  const { requests, unrouted } = await launchgate.json<{ requests: number; unrouted: number }>(["sandbox", "status"]);
  if (unrouted > 0) narrator.step(`${String(unrouted)} requests met no route of the sandbox: gaps of it`, "red");
  return { clockSetTo, stacks, drill: drilled, requests, unrouted };
}

function use(launchgate: Launchgate): Launchgate {
  current = launchgate;
  return launchgate;
}

/** Folder whose `bin/pulumi` an engine is; undefined for one that lies elsewhere, which is found again as it was. */
function rootOf(engine: string): string | undefined {
  const folder = path.dirname(engine);
  return path.basename(folder) === "bin" ? path.dirname(folder) : undefined;
}

function whatToLookAt({ stacks, requests }: Outcome): void {
  const total = stacks.reduce((sum, { created }) => sum + created, 0);
  const folder = path.relative(process.cwd(), demoFolder);
  narrator.lines(
    "",
    `${String(stacks.length)} stacks, ${String(total)} resources, ${String(requests)} requests to five vendors, ${narrator.seconds.toFixed(0)} s.`,
    `Look at it (in ${folder === "" ? "." : folder}; no setting is needed):`,
    ...(keep ? [] : ["  npx launchgate sandbox start                what was there is there again"]),
    "  npx launchgate preview --stack prod         nothing to do; change a number in stacks/ and look again",
    "  npx launchgate plan --stack prod            the same in release language",
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

/** The thread in which the code under test lives: loads the tests once and runs those that it is asked for. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Answer, Begin, Question } from "./messages.ts";
import "./stand-ins.ts";
import { runTests } from "./run-tests.ts";
import { collected, startFile, type Collected } from "./tests.ts";

/** What Stryker's instrumented code reads and writes. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

const { root, files: tests, mutant } = workerData as Begin;
const switches: Switches = { activeMutant: mutant };
Object.assign(globalThis, { __stryker__: switches });

const byId = new Map<string, Collected>();

async function load(): Promise<void> {
  const files = globSync([...tests], { cwd: root });
  for (const file of files.sort()) {
    startFile(file);
    await import(pathToFileURL(path.join(root, file)).href);
  }
  for (const each of collected) byId.set(each.id, each);
}

async function answer({ mutant, tests, hitLimit, bail }: Question): Promise<Answer> {
  const wanted = tests === undefined ? collected : [...tests].flatMap((id) => byId.get(id) ?? []);
  switches.activeMutant = mutant;
  switches.hitCount = 0;
  switches.hitLimit = hitLimit;
  const outcomes = await runTests(wanted, { bail, onTest: (id) => (switches.currentTestId = id) });
  return { outcomes, hits: switches.hitCount, coverage: switches.mutantCoverage };
}

const loaded = load().then(
  () => undefined,
  (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
);

parentPort?.on("message", (question: Question) => {
  void (async () => {
    const broken = await loaded;
    parentPort?.postMessage(broken === undefined ? await answer(question) : { broken });
  })();
});

/**
 * Stryker plugin: a test runner that loads the tests once and runs them again for each mutant, where Stryker's own for vitest starts a process
 * a mutant and a file (a second each). Mutants of code that runs while files are loaded get a thread of their own.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { MutantCoverage, StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from "@stryker-mutator/api/test-runner";
import type { Answer, Begin, Question } from "./messages.ts";
import type { Outcome } from "./run-tests.ts";

class InProcessRunner implements TestRunner {
  readonly #files: readonly string[];
  #worker: Worker | undefined;
  /** Ids of the tests as the first run timed them: a thread of one mutant ends with the first that fails. */
  #quickestFirst: ReadonlySet<string> | undefined;

  constructor(files: readonly string[]) {
    this.#files = files;
  }

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<DryRunResult> {
    const question: Question = { mutant: undefined, tests: undefined, hitLimit: undefined, bail: false };
    const answer = await ask(this.#living(), question);
    if ("outcomes" in answer) this.#quickestFirst = quickestFirst(answer.outcomes);
    return resultOf(answer);
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    mutantActivation,
    disableBail,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const tests = testFilter === undefined ? this.#quickestFirst : new Set(testFilter);
    const question: Question = { mutant: activeMutant.id, tests, hitLimit, bail: !disableBail };
    const answer = mutantActivation === "static" ? await this.#apart(question) : await ask(this.#living(), question);
    const limit = "hits" in answer ? determineHitLimitReached(answer.hits, hitLimit) : undefined;
    return toMutantRunResult(limit ?? resultOf(answer));
  }

  async dispose(): Promise<void> {
    await this.#worker?.terminate();
  }

  #living(): Worker {
    return (this.#worker ??= this.#started(undefined));
  }

  async #apart(question: Question): Promise<Answer> {
    const worker = this.#started(question.mutant);
    try {
      return await ask(worker, question);
    } finally {
      await worker.terminate();
    }
  }

  #started(mutant: string | undefined): Worker {
    const root = process.cwd();
    const begin: Begin = { root, files: this.#files, mutant };
    return new Worker(path.join(root, "test/mutation/runner/worker.ts"), { workerData: begin });
  }
}

function quickestFirst(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return new Set([...outcomes].sort((a, b) => a.milliseconds - b.milliseconds).map(({ id }) => id));
}

function ask(worker: Worker, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settled = (settle: () => void): void => {
      worker.off("message", onMessage).off("error", onError);
      settle();
    };
    const onMessage = (answer: Answer): void => settled(() => resolve(answer));
    const onError = (error: unknown): void =>
      settled(() => reject(error instanceof Error ? error : new Error(String(error))));
    worker.on("message", onMessage).on("error", onError);
    worker.postMessage(question);
  });
}

/** Files that a mutant keeps from loading are noticed: the mutant is killed. */
function resultOf(answer: Answer): DryRunResult {
  if ("broken" in answer) {
    const failed = { id: "loading", name: "loading the tests", timeSpentMs: 0, status: TestStatus.Failed } as const;
    return { status: DryRunStatus.Complete, tests: [{ ...failed, failureMessage: answer.broken }] };
  }
  return {
    status: DryRunStatus.Complete,
    tests: answer.outcomes.map(testResult),
    ...(answer.coverage === undefined ? {} : { mutantCoverage: answer.coverage as MutantCoverage }),
  };
}

function testResult({ id, file, milliseconds, failure }: Outcome): TestResult {
  const test = { id, name: id, fileName: path.resolve(file), timeSpentMs: milliseconds };
  return failure === undefined
    ? { ...test, status: TestStatus.Success }
    : { ...test, status: TestStatus.Failed, failureMessage: failure };
}

function inProcessRunner(options: StrykerOptions): TestRunner {
  return new InProcessRunner(options["tests"] as readonly string[]);
}
inProcessRunner.inject = tokens(commonTokens.options);

/** The plugin as Stryker loads it. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "in-process", inProcessRunner)];

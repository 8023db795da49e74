import type { SmokeStep } from "@launchgate/core";
import {
  commonVersion,
  judgedDigest,
  verdictOf,
  type ServiceSmoke,
  type SmokeReport,
  type StepResult,
} from "./result.ts";
import { runStep, type StepSite } from "./step.ts";

/** Longest time of one suite, milliseconds: ten steps of the longest kind, and a pipeline that still answers. (P4) */
export const suiteLimit = 300_000;
/** Milliseconds between two tries of a step, as in the synthetic test of the same suite. */
export const triesApart = 1_000;

/** A service to be judged. */
export interface SmokeSubject {
  readonly service: string;
  readonly stage: string;
  /** Address; undefined where none is known. */
  readonly url: string | undefined;
  readonly bypass?: string | undefined;
  /** Undefined: the model has none, which is a no. */
  readonly steps: readonly SmokeStep[] | undefined;
  /** Why there is no address. */
  readonly why?: string | undefined;
}

/** How suites are run. */
export interface SmokeOptions extends Pick<StepSite, "tries" | "factor" | "signal" | "version"> {
  readonly now: () => Date;
  /** Default {@link triesApart}. */
  readonly pause?: number;
  /** Milliseconds of a whole suite. Default {@link suiteLimit}. */
  readonly limit?: number;
  /** Told of each step as it ends. */
  readonly onStep?: (service: string, result: StepResult) => void;
}

/** Judges one service: step by step, and none after the first that did not pass. (P4) */
export async function judgeService(subject: SmokeSubject, options: SmokeOptions): Promise<ServiceSmoke> {
  const startedAt = options.now().toISOString();
  const { service, stage, url, steps: suite = [] } = subject;
  const why = whyNot(subject);
  const steps = why === undefined && url !== undefined ? await runSteps(subject, url, suite, options) : [];
  const version = commonVersion(steps);
  return {
    service,
    url: url ?? "",
    verdict: verdictOf(suite, steps),
    startedAt,
    endedAt: options.now().toISOString(),
    version,
    digest: judgedDigest(service, stage, version, suite),
    steps,
    ...(why === undefined ? {} : { why }),
  };
}

/** Judges every service of a stage, all at once; failed where one is, and where there is none. (P4) */
export async function judgeServices(
  stack: string,
  stage: string,
  subjects: readonly SmokeSubject[],
  options: SmokeOptions,
): Promise<SmokeReport> {
  const startedAt = options.now().toISOString();
  const services = await Promise.all(subjects.map((subject) => judgeService(subject, options)));
  const passed = services.length > 0 && services.every(({ verdict }) => verdict === "passed");
  return {
    ...{ format: 1, stack, stage, verdict: passed ? "passed" : "failed" },
    expectedVersion: options.version ?? null,
    ...{ startedAt, endedAt: options.now().toISOString(), services },
  };
}

function whyNot({ steps = [], url, why }: SmokeSubject): string | undefined {
  if (steps.length === 0) return "the model has no smoke suite of it";
  if (url === undefined) return why ?? "its address is not known";
  return undefined;
}

async function runSteps(
  { service, bypass }: SmokeSubject,
  url: string,
  suite: readonly SmokeStep[],
  { pause = triesApart, limit = suiteLimit, tries, factor, signal, version, onStep }: SmokeOptions,
): Promise<readonly StepResult[]> {
  const site = { url, bypass, tries, factor, signal, version, pause, deadline: performance.now() + limit };
  const variables = new Map<string, string>();
  const results: StepResult[] = [];
  for (const step of suite) {
    const isOver = results.some(({ verdict }) => verdict === "failed");
    const run = isOver ? { result: notRun(step) } : await runStep(step, site, variables);
    if ("value" in run && run.value !== undefined) variables.set(...run.value);
    results.push(run.result);
    onStep?.(service, run.result);
  }
  return results;
}

function notRun({ title, method, path }: SmokeStep): StepResult {
  return { title, method, path, verdict: "not-run", tries: 0 };
}

import { setTimeout as sleep } from "node:timers/promises";
import { omit, type Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { SyntheticsTestData } from "../tables/synthetics-test.ts";
import { unmet } from "./assertions.ts";
import { RequestFailure, send, type TestResponse } from "./http-request.ts";
import { extracted, filled, variablesOf, type Variables } from "./variables.ts";

/** Why a run failed. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What became of one request of a test. */
export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
  readonly status: number;
  readonly milliseconds: number;
  readonly firstByte: number;
  readonly failure?: Failure;
}

/** What became of one run at one location. */
export interface RunResult {
  readonly passed: boolean;
  readonly failure?: Failure;
  readonly steps: readonly StepResult[];
  readonly retries: number;
}

/** A request with what is asked of its answer: a step, or the whole of a simple test. */
interface Step {
  readonly name: string;
  readonly subtype: string;
  readonly request: Data;
  readonly assertions: readonly Data[];
  readonly extractedValues?: readonly Data[];
  readonly allowFailure?: boolean;
  readonly isCritical?: boolean;
  readonly retry?: { readonly count?: number; readonly interval?: number };
  /** Seconds, of a step that waits. */
  readonly value?: number;
}

interface Attempt {
  readonly result: StepResult;
  readonly variables: Variables;
}

/** Longest real time that an answer is waited for, milliseconds: the clock of the sandbox does not stand still meanwhile. */
const longestWait = 5000;

/** Runs a test once at one location, with its retries. (P4, O2) */
export async function runTest(world: World, test: SyntheticsTestData): Promise<RunResult> {
  const { count = 0, interval = 300 } = test.options.retry ?? {};
  for (let retries = 0; ; retries += 1) {
    const steps = await runSteps(world, test);
    const failed = steps.filter(({ passed, isAllowed }) => !passed && !isAllowed);
    const [failure] = failed.flatMap((step) => step.failure ?? []);
    const shown = steps.map((step) => omit({ ...step }, "isAllowed") as unknown as StepResult);
    if (failed.length === 0) return { passed: true, steps: shown, retries };
    if (retries >= count) return { passed: false, steps: shown, retries, ...(failure ? { failure } : {}) };
    await sleep(pauseAfter(failure, interval));
  }
}

/** Milliseconds until a retry; a host that nobody serves is not waited for. */
function pauseAfter(failure: StepResult["failure"], interval: number): number {
  return failure?.code === "DNS" ? 0 : interval;
}

async function runSteps(
  world: World,
  test: SyntheticsTestData,
): Promise<readonly (StepResult & { readonly isAllowed: boolean })[]> {
  let variables = variablesOf(world, test);
  const results: (StepResult & { readonly isAllowed: boolean })[] = [];
  for (const step of stepsOf(test)) {
    const { count = 0, interval = 500 } = step.retry ?? {};
    let attempt = await tryStep(world, step, variables);
    for (let retries = 0; retries < count && !attempt.result.passed; retries += 1) {
      await sleep(pauseAfter(attempt.result.failure, interval));
      attempt = await tryStep(world, step, variables);
    }
    const isAllowed = step.allowFailure === true && step.isCritical !== true;
    results.push({ ...attempt.result, isAllowed });
    if (!attempt.result.passed && !isAllowed) return results;
    variables = new Map([...variables, ...attempt.variables]);
  }
  return results;
}

async function tryStep(world: World, step: Step, variables: Variables): Promise<Attempt> {
  const nothing = { name: step.name, passed: false, status: 0, milliseconds: 0, firstByte: 0 };
  const failed = (code: string, message: string, response?: TestResponse): Attempt => {
    const { status, milliseconds, firstByte } = response ?? nothing;
    return {
      result: { ...nothing, status, milliseconds, firstByte, failure: { code, message } },
      variables: new Map(),
    };
  };
  // The clock of the sandbox is not waited for.
  if (step.subtype === "wait") return { result: { ...nothing, passed: true }, variables: new Map() };
  if (step.subtype !== "http") return failed("INVALID_TEST", `${step.subtype} tests are not run by the sandbox`);
  try {
    const response = await send(world, requestOf(step.request, variables));
    const [reason] = step.assertions.flatMap((each) => unmet(withVariables(each, variables), response) ?? []);
    if (reason !== undefined) return failed("INCORRECT_ASSERTION", reason, response);
    const taken = extracted(step.extractedValues ?? [], response);
    if (typeof taken === "string") return failed("INVALID_TEST", `${taken} could not be extracted`, response);
    const { status, milliseconds, firstByte } = response;
    return { result: { name: step.name, passed: true, status, milliseconds, firstByte }, variables: taken };
  } catch (error) {
    if (error instanceof RequestFailure) return failed(error.code, error.message);
    throw error;
  }
}

function requestOf(given: Data, variables: Variables): Parameters<typeof send>[1] {
  const headers = (given["headers"] ?? {}) as Readonly<Record<string, string>>;
  const { method = "GET", url, body, follow_redirects: follow, timeout } = given;
  return {
    method: String(method),
    url: filled(String(url), variables),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, variables)])),
    body: typeof body === "string" ? filled(body, variables) : undefined,
    followRedirects: follow === true,
    timeout: Math.min(longestWait, typeof timeout === "number" && timeout > 0 ? timeout * 1000 : longestWait),
  };
}

function withVariables(assertion: Data, variables: Variables): Data {
  const { target } = assertion;
  return typeof target === "string" ? { ...assertion, target: filled(target, variables) } : assertion;
}

function stepsOf({ name, subtype = "http", config }: SyntheticsTestData): readonly Step[] {
  if (config.steps) return config.steps as unknown as readonly Step[];
  return [{ name, subtype, request: config.request ?? {}, assertions: config.assertions ?? [] }];
}

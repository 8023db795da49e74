import { setTimeout as wait } from "node:timers/promises";
import { bypassHeader, milliseconds, type SmokeStep } from "@launchgate/core";
import { inSeconds, SmokeFault, type Answer } from "./ask.ts";
import { askFollowing } from "./follow.ts";
import type { SmokeReason, StepResult } from "./result.ts";
import { filled, taken, type Variables } from "./variables.ts";

/** Header in which every answer says its release (docs/application-contract.md, `version-header`). */
export const versionHeader = "x-release-version";

/** What a step is run with. */
export interface StepSite {
  /** Address of the service, without a slash at the end. */
  readonly url: string;
  /** Secret that passes deployment protection; it goes to this address only. */
  readonly bypass?: string | undefined;
  /** Version that must answer. Default: any. */
  readonly version?: string | undefined;
  /** Most tries of a step that reads, 1 to 3. (P9) */
  readonly tries: number;
  /** Milliseconds between two tries. */
  readonly pause: number;
  /** Factor of the stage on answer times, 1 in production. */
  readonly factor: number;
  /** Moment of `performance.now()` at which the suite must be over. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** A step that was run, and the value that it took for later ones. */
export interface StepRun {
  readonly result: StepResult;
  readonly value?: readonly [string, string] | undefined;
}

/** What another try could not make better. */
const final: readonly SmokeReason[] = ["redirected", "login", "too-large", "out-of-time"];

/** Runs a step. One that reads is tried again; one that writes is not: the first try may have done it. (P4, P9) */
export async function runStep(step: SmokeStep, site: StepSite, variables: Variables): Promise<StepRun> {
  const { method, title, path } = step;
  const most = method === "GET" || method === "HEAD" ? site.tries : 1;
  const about = { title, method, path };
  for (let tries = 1; ; tries += 1) {
    const started = performance.now();
    try {
      const answer = await tryOnce(filled(step, variables), site);
      const value = taken(step, answer);
      return { result: { ...about, verdict: "passed", tries, ...facts(answer, started) }, value };
    } catch (error) {
      if (!(error instanceof SmokeFault)) throw error;
      const { reason, message: text, answer } = error;
      if (tries >= most || final.includes(reason))
        return { result: { ...about, verdict: "failed", tries, ...facts(answer, started), reason, text } };
      await wait(site.pause, undefined, { signal: site.signal });
    }
  }
}

async function tryOnce(step: SmokeStep, site: StepSite): Promise<Answer> {
  const allowed = milliseconds(step.within) * site.factor;
  const left = site.deadline - performance.now();
  if (left <= 0) throw new SmokeFault("out-of-time", "the time of the suite is over");
  const { method, body, expectStatus } = step;
  const request = { method, body, url: new URL(`${site.url}${step.path}`), headers: headersOf(step, site) };
  const limit = Math.min(allowed, left);
  const answer = await askFollowing({ ...request, milliseconds: limit, signal: site.signal }, expectStatus);
  judge(step, site, answer);
  return answer;
}

function headersOf({ body }: SmokeStep, { bypass }: StepSite): Record<string, string> {
  return {
    "user-agent": "launchgate-smoke",
    "accept-encoding": "identity",
    "cache-control": "no-cache",
    ...(bypass === undefined ? {} : { [bypassHeader]: bypass }),
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
  };
}

function judge({ expectStatus, expectBody }: SmokeStep, { version }: StepSite, answer: Answer): void {
  const { status, body } = answer;
  if (status !== expectStatus)
    throw new SmokeFault(
      "status",
      `answers ${String(status)}, expected ${String(expectStatus)}${guard(answer)}`,
      answer,
    );
  if (expectBody !== undefined && !body.includes(expectBody))
    throw new SmokeFault("body", `the body does not hold ${JSON.stringify(expectBody)}`, answer);
  const told = versionOf(answer);
  if (version === undefined || told === version) return;
  const who = told === undefined ? `does not say its version (${versionHeader})` : `is of version ${told.slice(0, 80)}`;
  throw new SmokeFault("version", `the answer ${who}, expected ${version}`, answer);
}

function guard({ status, headers }: Answer): string {
  const isGuard = status === 401 && headers["x-vercel-error"] !== undefined;
  return isGuard ? ": deployment protection was not passed; is the bypass secret that of this project?" : "";
}

function versionOf({ headers }: Answer): string | undefined {
  const told = headers[versionHeader];
  return typeof told === "string" && told !== "" ? told : undefined;
}

function facts(answer: Answer | undefined, started: number): Pick<StepResult, "status" | "milliseconds" | "version"> {
  if (answer === undefined) return {};
  const version = versionOf(answer);
  const taken = Math.round(performance.now() - started);
  return { status: answer.status, milliseconds: taken, ...(version === undefined ? {} : { version }) };
}

/** One line about a step that did not pass. */
export function stepLine({ title, reason, text, verdict, tries, milliseconds: taken }: StepResult): string {
  if (verdict === "not-run") return `${title}: not run`;
  const often = tries > 1 ? `, ${String(tries)} tries` : "";
  const time = taken === undefined ? "" : ` (${inSeconds(taken)}${often})`;
  return verdict === "passed" ? `${title}${time}` : `${title}: ${reason ?? "failed"}: ${text ?? ""}${often}`;
}

import { exitCodes, LaunchgateError } from "@launchgate/core";
import type { RunSite } from "../engine/flows/run-site.ts";
import { servicesOf } from "../smoke/places.ts";
import { failureLines } from "../smoke/smoke-text.ts";
import type { SmokeReport } from "../smoke/result.ts";
import { applyStack, newestKept } from "./apply-stack.ts";
import { ChangedWorldError } from "./held-to-review.ts";
import type { PageOutcome } from "./page.ts";
import { passGate } from "./pass-gate.ts";
import type { StackOutcome } from "./stack-outcome.ts";
import { wayBack } from "./way-back.ts";
import type { DeliveryWorld } from "./world.ts";

/**
 * Delivers to one stack: gate, `up` as reviewed, smoke. What an earlier try has done is not done again; a stack that failed as often as
 * the model allows is left to people, who are paged. (P3, P4, P7, P9)
 */
export async function deployStack(world: DeliveryWorld, site: RunSite): Promise<StackOutcome> {
  const stack = site.model.stackName;
  const { state, tries } = world.record.of(stack);
  if (state === "passed") return { stack, result: "done-before", exitCode: exitCodes.done };
  if (tries >= site.model.release.pipelineTries) return outOfTries(world, site);
  try {
    const { pass, ends } = await passGate(world, site);
    if (ends !== undefined) return ends;
    const done = await applyOnce(world, site);
    return await judged(world, site, { ...done, ...(pass === undefined ? {} : { gate: pass }) });
  } catch (error) {
    if (!(error instanceof LaunchgateError)) throw error;
    return failed(world, site, error);
  }
}

type Done = Pick<StackOutcome, "changes" | "keptState" | "accepted" | "gate">;

async function applyOnce(world: DeliveryWorld, site: RunSite): Promise<Done> {
  const stack = site.model.stackName;
  const { state, tries, keptState } = world.record.of(stack);
  if (state === "applied") {
    // Only its smoke is to come; that is a try as well.
    await world.record.note(stack, { tries: tries + 1 });
    return keptState === undefined ? {} : { keptState };
  }
  const { report, accepted, keptState: kept } = await applyStack(world, site);
  return { changes: report.outcome.changes, keptState: kept, ...(accepted === undefined ? {} : { accepted }) };
}

/** Smoke of every service; one that does not pass stops the chain and pages. Shared stacks have none. (P4) */
async function judged(world: DeliveryWorld, site: RunSite, done: Done): Promise<StackOutcome> {
  const stack = site.model.stackName;
  const services = servicesOf(site.model);
  if (services.length > 0) site.step(`Smoke of ${services.join(", ")}`);
  const smoke = services.length > 0 ? await world.judge(site) : undefined;
  if (smoke !== undefined) await world.record.keepSmoke(smoke);
  if (smoke === undefined || smoke.verdict === "passed") {
    await world.record.note(stack, { state: "passed" });
    const report = smoke === undefined ? {} : { smoke };
    return { stack, result: "passed", exitCode: exitCodes.done, ...done, ...report };
  }
  const lines = failureLines(smoke);
  const problem = {
    code: "deploy.smoke-failed",
    message: `Stack "${stack}" is applied, and its smoke failed: ${lines.join("; ")}.`,
    fix: "Nothing goes further. See how to go on or return below.",
  };
  const back = wayBackOf(world, stack, done.keptState);
  const bad = failedServices(smoke, services);
  const pages = await pageAll(world, site, bad, `Smoke failed after a deploy to ${stack}`, {
    failed: lines,
    return: back,
  });
  return { stack, result: "stopped", exitCode: exitCodes.blocked, ...done, smoke, pages, problem, wayBack: back };
}

function failedServices({ services }: SmokeReport, all: readonly string[]): readonly string[] {
  const failed = services.filter(({ verdict }) => verdict === "failed").map(({ service }) => service);
  return failed.length > 0 ? failed : all;
}

/** A refusal or a fault. What is applied and cannot be judged pages, and so does the last try that the model allows; a stop on request never. */
async function failed(world: DeliveryWorld, site: RunSite, error: LaunchgateError): Promise<StackOutcome> {
  const stack = site.model.stackName;
  const { code, message, fix, exitCode } = error;
  const { state, tries, keptState } = world.record.of(stack);
  const base = { stack, result: "stopped", exitCode, problem: { code, message, fix } } as const;
  if (error instanceof ChangedWorldError) return { ...base, differences: error.differences.map(({ text }) => text) };
  if (state !== "began" && state !== "applied") return base;
  const back = wayBackOf(world, stack, keptState ?? (await newestKept(site)));
  const isLast = state === "applied" || tries >= site.model.release.pipelineTries;
  if (!isLast || exitCode === exitCodes.declined) return { ...base, wayBack: back };
  const what = state === "applied" ? "is applied and could not be judged" : `failed ${String(tries)} times`;
  const details = { failed: [message], return: back };
  const pages = await pageAll(world, site, servicesOf(site.model), `Deploy to ${stack} ${what}`, details);
  return { ...base, pages, wayBack: back };
}

async function outOfTries(world: DeliveryWorld, site: RunSite): Promise<StackOutcome> {
  const stack = site.model.stackName;
  const { tries, keptState } = world.record.of(stack);
  const back = wayBackOf(world, stack, keptState ?? (await newestKept(site)));
  const problem = {
    code: "deploy.out-of-tries",
    message: `Stack "${stack}" was tried ${String(tries)} times for this review, and did not pass.`,
    fix: `Return as told below, or mend the cause in a new pull request. What was done: ${world.record.file}`,
  };
  const summary = `Deploy to ${stack} was given up after ${String(tries)} tries`;
  const pages = await pageAll(world, site, servicesOf(site.model), summary, { return: back });
  return { stack, result: "stopped", exitCode: exitCodes.blocked, problem, pages, wayBack: back };
}

function wayBackOf(
  { record, reviewed, reviewedFile, inJob }: DeliveryWorld,
  stack: string,
  keptState: string | undefined,
): readonly string[] {
  const { begunAt } = record.of(stack);
  return wayBack({ stack, commit: reviewed.commit, keptState, begunAt, reviewed: reviewedFile, inJob });
}

function pageAll(
  world: DeliveryWorld,
  site: RunSite,
  services: readonly string[],
  summary: string,
  details: Readonly<Record<string, unknown>>,
): Promise<readonly PageOutcome[]> {
  const { stack } = site.model;
  if (stack.kind !== "stage") return Promise.resolve([]);
  const run = world.reviewed.digest.slice(0, 16);
  const about = { stage: stack.stage, run, details: { commit: world.reviewed.commit, ...details } };
  return Promise.all(
    services.map((service) => world.page(site, { ...about, service, summary: `${summary}: ${service}` })),
  );
}

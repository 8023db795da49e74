import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { act, installPackages, type Outputs, type StepPlace } from "./actions.ts";
import { ended } from "./child.ts";
import { filled, holds, type Contexts, type Standing } from "./expressions.ts";
import type { Job, Step, Workflow } from "./workflow-file.ts";

/** A job that is to be run. */
export interface JobOrder {
  readonly workflow: Workflow;
  readonly job: string;
  readonly place: Omit<StepPlace, "say">;
  /** `github` and its like, without `env` and `steps`. */
  readonly contexts: Contexts;
  /** Folder for the files of the runner itself. */
  readonly own: string;
  /** Name of the step that the job is left at; undefined: it goes to its end. */
  readonly before: string | undefined;
  /** Variables of the runner: where GitHub is, which run this is. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What became of a step. */
export interface StepTold {
  readonly name: string;
  /** `failure` also where the job goes on. */
  readonly outcome: "success" | "failure" | "skipped";
  readonly log: string;
}

/** What became of a job. */
export interface JobTold {
  readonly conclusion: "success" | "failure" | "skipped";
  readonly steps: readonly StepTold[];
  /** Step summary, Markdown. */
  readonly summary: string;
  readonly folder: string;
}

/** Runs a job of a workflow file step by step: what stands in `run:` by bash, actions by the table. */
export async function runJob(order: JobOrder): Promise<JobTold> {
  const { workflow, place, contexts } = order;
  const job = jobOf(order);
  const told: StepTold[] = [];
  const { folder } = place;
  if (!holds(job.if, contexts, "success")) return { conclusion: "skipped", steps: [], summary: "", folder };
  mkdirSync(order.own, { recursive: true });
  writeFileSync(summaryOf(order), "");
  const env = { ...workflow.env, ...filledAll(job.env, contexts, "success") };
  const steps: Record<string, { outputs: Outputs; outcome: string; conclusion: string }> = {};
  const masks: string[] = [];
  let standing: Standing = "success";
  for (const step of job.steps) {
    if (step.name === order.before) {
      standing = "failure";
      break;
    }
    const all = { ...env, ...handedOn(order) };
    const known = { ...contexts, env: all, steps };
    const done = holds(step.if, known, standing)
      ? await runStep(order, step, known, standing, all)
      : { outcome: "skipped" as const, outputs: {}, log: "" };
    const conclusion = done.outcome === "failure" && step["continue-on-error"] ? "success" : done.outcome;
    if (conclusion === "failure") standing = "failure";
    masks.push(...masksIn(done.log));
    if (step.id !== undefined) steps[step.id] = { outputs: done.outputs, outcome: done.outcome, conclusion };
    told.push({ name: step.name, outcome: done.outcome, log: hidden(done.log, masks) });
  }
  return { conclusion: standing, steps: told, summary: readFileSync(summaryOf(order), "utf8"), folder };
}

const summaryOf = ({ own }: JobOrder): string => path.join(own, "summary.md");
const environmentOf = ({ own }: JobOrder): string => path.join(own, "environment");

/** Values that a step asked the runner to hide from here on. */
function masksIn(log: string): readonly string[] {
  return [...log.matchAll(/^::add-mask::(.+)$/gm)].map(([, value = ""]) => value);
}

function hidden(log: string, masks: readonly string[]): string {
  return masks.reduce((text, mask) => text.replaceAll(mask, "***"), log);
}

/** Variables that steps before have handed to later ones. */
function handedOn(order: JobOrder): Readonly<Record<string, string>> {
  return pairsIn(environmentOf(order));
}

/** Lines `name=value` of a file that a step may have written. */
function pairsIn(file: string): Readonly<Record<string, string>> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

function jobOf({ workflow, job }: JobOrder): Job {
  const found = workflow.jobs[job];
  if (found === undefined) throw new Error(`${workflow.file} has no job ${job}`);
  return found;
}

interface StepDone {
  readonly outcome: "success" | "failure";
  readonly outputs: Outputs;
  readonly log: string;
}

async function runStep(
  order: JobOrder,
  step: Step,
  known: Contexts,
  standing: Standing,
  env: Readonly<Record<string, string>>,
): Promise<StepDone> {
  const log: string[] = [];
  const place = { ...order.place, say: (text: string) => void log.push(text) };
  try {
    const all = { ...env, ...filledAll(step.env, known, standing) };
    const outputs = await done(order, step, place, known, standing, all);
    return { outcome: "success", outputs, log: log.join("\n") };
  } catch (error) {
    return { outcome: "failure", outputs: {}, log: [...log, String(error)].join("\n") };
  }
}

async function done(
  order: JobOrder,
  step: Step,
  place: StepPlace,
  known: Contexts,
  standing: Standing,
  env: Readonly<Record<string, string>>,
): Promise<Outputs> {
  if (step.uses !== undefined) return act(step.uses, place, filledAll(step.with, known, standing));
  const script = filled(step.run ?? "", known, standing);
  if (script.trim() !== "npm ci") return bash(order, script, place, env);
  installPackages(place);
  return {};
}

/** Runs a script as GitHub runs `shell: bash`. @throws Error where it ends with another code than 0 */
async function bash(
  order: JobOrder,
  script: string,
  { folder, say }: StepPlace,
  env: Readonly<Record<string, string>>,
): Promise<Outputs> {
  const output = path.join(order.own, "output");
  const file = path.join(order.own, "step.sh");
  writeFileSync(output, "");
  writeFileSync(file, script);
  const places = {
    GITHUB_OUTPUT: output,
    GITHUB_ENV: environmentOf(order),
    GITHUB_STEP_SUMMARY: summaryOf(order),
    GITHUB_WORKSPACE: folder,
  };
  const code = await ended("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
    cwd: folder,
    env: { ...order.variables, ...places, ...env },
    say,
  });
  if (code !== 0) throw new Error(`Process completed with exit code ${String(code)}.`);
  return pairsIn(output);
}

function filledAll(
  values: Readonly<Record<string, string>>,
  contexts: Contexts,
  standing: Standing,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, each]) => [key, filled(each, contexts, standing)]));
}

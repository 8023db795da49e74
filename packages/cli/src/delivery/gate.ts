import { setTimeout as wait } from "node:timers/promises";
import type { Model } from "@launchgate/core";
import type { GateReads, WorkflowRun } from "./gate-reads.ts";
import { personOf } from "./person.ts";
import type { GatePass } from "./record.ts";

/** Workflow of the rules' repository whose jobs stand at the gated environments. */
export const deployWorkflowFile = "deploy.yml";

/** What is asked of a gate. */
export interface GateRequest {
  readonly model: Model;
  /** Stage: name of the environment. */
  readonly environment: string;
  /** The run whose gated job this is; undefined: one is found or asked for. */
  readonly run: number | undefined;
  /** Milliseconds that are waited for the reviewers; 0: looked at once. */
  readonly patience: number;
  /** Milliseconds between two looks. */
  readonly apart: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Told of the run before anything is waited for, so that the next try waits for the same one. */
  readonly onRun: (run: number) => Promise<void>;
}

/** What a gate says. */
export type GateVerdict =
  | { readonly state: "open"; readonly pass: GatePass }
  | { readonly state: "waits"; readonly text: string; readonly run: number }
  | { readonly state: "refused"; readonly text: string };

/**
 * Whether the required people approved, by GitHub's word alone: a job that stands at a gated environment is held by GitHub, and what its
 * reviewers decided is read back and compared with the model (P3). A deployment made by the interface is held by nothing, so a run is
 * asked for instead. Everything that is missing is a no.
 */
export async function askGate(reads: GateReads, request: GateRequest): Promise<GateVerdict> {
  const { environment, model } = request;
  const guard = await reads.guard(environment);
  if (guard.reviewers.length === 0)
    return refused(`environment "${environment}" of ${reads.repository} asks for nobody's approval.`);
  const isStrict = model.stages[environment]?.approval.preventSelfReview !== false;
  if (isStrict && !guard.preventSelfReview)
    return refused(`environment "${environment}" of ${reads.repository} lets people approve their own change.`);
  const run = request.run ?? (await findRun(reads, request));
  if (run === undefined) return refused(`no run of ${deployWorkflowFile} came of the request for one.`);
  await request.onRun(run);
  return waitFor(reads, request, run);
}

/** The run that waits at the environment, of the push that was merged; else one is started. */
async function findRun(reads: GateReads, { environment }: GateRequest): Promise<number | undefined> {
  const waiting = await waitingRun(reads, environment);
  if (waiting !== undefined) return waiting.id;
  const known = new Set((await reads.openRuns(deployWorkflowFile)).map(({ id }) => id));
  await reads.dispatch(deployWorkflowFile, await reads.defaultBranch());
  // GitHub lists a new run a moment after it took the request.
  for (let look = 0; look < 20; look += 1) {
    const made = (await reads.openRuns(deployWorkflowFile)).find(({ id }) => !known.has(id));
    if (made !== undefined) return made.id;
    await wait(500);
  }
  return undefined;
}

async function waitingRun(reads: GateReads, environment: string): Promise<WorkflowRun | undefined> {
  for (const run of await reads.openRuns(deployWorkflowFile)) {
    if ((await reads.pending(run.id)).has(environment)) return run;
  }
  return undefined;
}

/** Waits until a run is over: on live stacks its own job applies what was approved. True: it succeeded. Undefined: it still runs. */
export async function followRun(
  reads: GateReads,
  id: number,
  { patience, apart, signal }: Pick<GateRequest, "patience" | "apart" | "signal">,
): Promise<boolean | undefined> {
  const deadline = performance.now() + patience;
  for (;;) {
    const { status, conclusion } = await reads.run(id);
    if (status === "completed") return conclusion === "success";
    if (performance.now() >= deadline) return undefined;
    await wait(apart, undefined, { signal });
  }
}

async function waitFor(reads: GateReads, request: GateRequest, id: number): Promise<GateVerdict> {
  const deadline = performance.now() + request.patience;
  for (let told = ""; ;) {
    const verdict = await look(reads, request, id);
    if (verdict.state !== "waits" || performance.now() >= deadline) return verdict;
    if (verdict.text !== told) request.say(verdict.text);
    told = verdict.text;
    await wait(request.apart, undefined, { signal: request.signal });
  }
}

async function look(reads: GateReads, { model, environment }: GateRequest, id: number): Promise<GateVerdict> {
  const [run, approvals, pending] = await Promise.all([reads.run(id), reads.approvals(id), reads.pending(id)]);
  const here = approvals.filter(({ environments }) => environments.some(({ name }) => name === environment));
  const no = here.find(({ state }) => state === "rejected");
  if (no) return refused(`${no.user.login} rejected run ${run.html_url} for "${environment}".`);
  const yes = here.filter(({ state }) => state === "approved").map(({ user }) => user.login);
  const own = ownersOf(run);
  const strict = model.stages[environment]?.approval.preventSelfReview !== false;
  const counted = yes.filter(
    (login) => mayApprove(model, environment, login) && !(strict && own.has(login.toLowerCase())),
  );
  if (yes.length > 0 && counted.length === 0)
    return refused(`run ${run.html_url} was approved by ${yes.join(", ")}, who may not approve it by the model.`);
  if (counted.length > 0 && !pending.has(environment))
    return { state: "open", pass: { run: id, url: run.html_url, approvedBy: counted } };
  if (run.status === "completed")
    return refused(`run ${run.html_url} ended (${run.conclusion ?? "unknown"}) without an approval.`);
  return { state: "waits", run: id, text: waiting(environment, run, pending.get(environment), counted) };
}

function waiting(
  environment: string,
  run: WorkflowRun,
  who: readonly string[] | undefined,
  yes: readonly string[],
): string {
  const where = `"${environment}" waits at ${run.html_url}`;
  if (yes.length > 0) return `${where}: approved by ${yes.join(", ")}; its wait timer runs.`;
  if (who === undefined) return `${where}: its job has not come to the environment yet.`;
  return `${where}: may approve: ${who.join(", ")}; not ${[...ownersOf(run)].join(", ")}, whose run it is.`;
}

/** Who started it, by whichever attempt. */
function ownersOf({ actor, triggering_actor: trigger }: WorkflowRun): ReadonlySet<string> {
  return new Set([actor.login.toLowerCase(), trigger.login.toLowerCase()]);
}

/** Whether the model lets somebody approve a stage. (P3) */
export function mayApprove(model: Model, environment: string, login: string): boolean {
  const approval = model.stages[environment]?.approval;
  const person = personOf(model, login);
  if (approval === undefined || person === undefined) return false;
  const { teams } = model.organization;
  return (
    approval.people.includes(person) ||
    approval.teams.some((id) => [...(teams[id]?.members ?? []), ...(teams[id]?.maintainers ?? [])].includes(person))
  );
}

function refused(problem: string): GateVerdict {
  return { state: "refused", text: `The gate stays closed: ${problem}` };
}

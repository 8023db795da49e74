import type { World } from "../../../world/world.ts";
import { githubActions } from "../checks/apps.ts";
import type { CheckData } from "../checks/check-rows.ts";
import { putCheck } from "../checks/check-routes.ts";
import { putDeployment, setStatus, type NewStatus } from "../deployments/deploy.ts";
import type { Deployment } from "../deployments/deployment-rows.ts";
import { environmentOf, mayDeploy, type Environment } from "../deployments/environments.ts";
import type { Repository } from "../git/objects.ts";
import type { RepositoryData } from "../types.ts";
import { appsAsked } from "./custom-rule-rows.ts";
import { jobsOf, type Job, type JobData, type JobScript, type Run, type RunData } from "./workflow-rows.ts";

/** Kinds of appointments: a job ends, a wait timer ends, a run that nobody reviewed fails. */
export const kinds = { end: "github.job-end", timer: "github.wait-timer", expiry: "github.review-expiry" } as const;

const minute = 60_000;
/** A job that nobody reviews fails after 30 days. Source: GitHub docs, "Reviewing deployments". */
const reviewDays = 30;

/** The repository of a run. */
export function repoOf(world: World, { parent }: Run): Repository {
  const repo = world.store.get<RepositoryData>(parent ?? "");
  if (!repo) throw new Error("a run stands without its repository");
  return repo;
}

/** Makes the jobs of the attempt of a run and starts those that need nothing. */
export function begin(world: World, run: Run, at: number, scripts: readonly JobScript[]): void {
  for (const script of scripts) {
    const check = putCheck(world, at, repoOf(world, run), {
      name: script.name,
      sha: run.data.sha,
      app: githubActions.id,
    }).key;
    const id = world.ids.number("github.workflow-job", 20_000_001);
    const empty = {
      status: "queued" as const,
      conclusion: null,
      startedAt: null,
      completedAt: null,
      hold: null,
      deployment: null,
    };
    const data = { id, script, attempt: run.data.attempt, check, ...empty };
    world.store.add<JobData>("github.workflow-job", { parent: run.key, at, data });
  }
  proceed(world, run, at);
}

/** Starts what can start, passes over what cannot any more, and ends the run when nothing is left. */
export function proceed(world: World, run: Run, at: number): void {
  for (const job of jobsOf(world, run)) if (job.data.status === "queued") consider(world, run, job, at);
  const jobs = jobsOf(world, run);
  if (jobs.every(({ data }) => data.status === "completed")) {
    const ends = jobs.map(({ data }) => data.conclusion);
    const conclusion = ends.includes("cancelled") ? "cancelled" : ends.includes("failure") ? "failure" : "success";
    world.store.alter(run, at, { status: "completed", conclusion });
    note(world, run, at, `run.${conclusion}`, `ends: ${conclusion}`);
    return;
  }
  const isRunning = jobs.some(({ data }) => data.status === "in_progress");
  world.store.alter(run, at, { status: isRunning ? "in_progress" : "waiting" });
}

function consider(world: World, run: Run, job: Job, at: number): void {
  const before = jobsOf(world, run).filter(({ data }) => job.data.script.needs.includes(data.script.name));
  if (before.some(({ data }) => data.status !== "completed")) return;
  if (before.some(({ data }) => data.conclusion !== "success")) finish(world, run, job, at, "skipped");
  else if (job.data.script.environment === undefined) start(world, run, job, at);
  else hold(world, run, job, at, job.data.script.environment);
}

/** A job comes to its environment: refused by branch policy, held by timer and reviewers, or free. */
function hold(world: World, run: Run, job: Job, at: number, name: string): void {
  const repo = repoOf(world, run);
  const environment = environmentOf(world, repo, name);
  const about = {
    sha: run.data.sha,
    ref: run.data.branch,
    task: "deploy",
    payload: {},
    environment: name,
    description: null,
    transient: false,
    production: false,
  };
  const deployment = putDeployment(world, at, repo, { ...about, creator: run.data.starter });
  const held = world.store.alter(job, at, { deployment: deployment.key });
  if (environment && !mayDeploy(world, repo, environment, run.data.branch)) {
    note(world, run, at, "deployment.refused", `may not deploy ${run.data.branch} to ${name}: its branch policy`);
    finish(world, run, held, at, "failure");
    return;
  }
  const until = at + (environment?.data.wait_timer ?? 0) * minute;
  const needsReview = (environment?.data.reviewers ?? []).length > 0;
  const apps = appsAsked(world, environment);
  if (until === at && !needsReview && apps.length === 0) {
    start(world, run, held, at);
    return;
  }
  setStatus(world, at, repo, deployment, { state: "waiting", creator: run.data.starter });
  world.store.alter(held, at, { status: "waiting", hold: { since: at, until, approved: !needsReview, apps } });
  if (until > at) world.agenda.book({ kind: kinds.timer, at: until, about: job.key });
  if (needsReview || apps.length > 0)
    world.agenda.book({ kind: kinds.expiry, at: at + reviewDays * 24 * 60 * minute, about: job.key });
  note(world, run, at, "deployment.waiting", `waits at ${name}${needsReview ? " for a review" : ""}`);
}

/** Starts a held job when its timer and its review are over and all apps agreed. */
export function release(world: World, run: Run, job: Job, at: number): void {
  const now = world.store.get<JobData>(job.key);
  const held = now?.data.hold;
  if (!now || !held || now.data.status !== "waiting" || !held.approved || held.apps.length > 0 || at < held.until)
    return;
  start(world, run, now, at);
  proceed(world, run, at);
}

function start(world: World, run: Run, job: Job, at: number): void {
  world.store.alter(job, at, { status: "in_progress", startedAt: at });
  world.agenda.drop({ about: job.key });
  tellCheck(world, job, at, { status: "in_progress", startedAt: at });
  deploy(world, run, job, at, { state: "in_progress", creator: run.data.starter });
  if (!job.data.script.runner)
    world.agenda.book({ kind: kinds.end, at: at + job.data.script.seconds * 1000, about: job.key });
}

/** Ends a job. */
export function finish(
  world: World,
  run: Run,
  job: Job,
  at: number,
  conclusion: NonNullable<JobData["conclusion"]>,
): void {
  const now = world.store.get<JobData>(job.key) ?? job;
  if (now.data.status === "completed") return;
  world.agenda.drop({ about: job.key });
  world.store.alter(now, at, {
    status: "completed",
    conclusion,
    startedAt: now.data.startedAt ?? at,
    completedAt: at,
    hold: null,
  });
  tellCheck(world, now, at, { status: "completed", conclusion, completedAt: at });
  const state = conclusion === "success" ? "success" : conclusion === "failure" ? "failure" : "error";
  if (conclusion !== "skipped") deploy(world, run, now, at, { state, creator: run.data.starter });
  note(world, run, at, `job.${conclusion}`, `job ${now.data.script.name}: ${conclusion}`);
}

/** Ends everything of a run that is not over. */
export function cancel(world: World, run: Run, at: number): void {
  for (const job of jobsOf(world, run)) finish(world, run, job, at, "cancelled");
  proceed(world, run, at);
}

function deploy(world: World, run: Run, job: Job, at: number, status: NewStatus): void {
  const deployment = world.store.get(job.data.deployment ?? "") as Deployment | undefined;
  if (deployment) setStatus(world, at, repoOf(world, run), deployment, status);
}

function tellCheck(world: World, job: Job, at: number, changes: Partial<CheckData>): void {
  const check = world.store.get<CheckData>(job.data.check);
  if (check) world.store.alter(check, at, changes);
}

/** Notes what a run did, for people. */
export function note(world: World, run: Run, at: number, kind: string, text: string): void {
  const repo = repoOf(world, run).data.name;
  const data = { repository: repo, run: run.data.id, number: run.data.number };
  world.timeline.note({
    source: "github",
    kind,
    at,
    text: `${run.data.name} #${String(run.data.number)} of ${repo} ${text}`,
    data,
  });
}

/** The environment of a job that is held. */
export function environmentOfJob(world: World, run: Run, { data }: Job): Environment | undefined {
  return data.status === "waiting"
    ? environmentOf(world, repoOf(world, run), data.script.environment ?? "")
    : undefined;
}

/** The run of a job. */
export function runOf(world: World, { parent }: Job): Run | undefined {
  return world.store.get<RunData>(parent ?? "");
}

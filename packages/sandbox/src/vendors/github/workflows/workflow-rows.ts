import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Repository } from "../git/objects.ts";
import { repositoryOf } from "../git/refs.ts";

const job = z.strictObject({
  name: z.string().min(1),
  /** Names of jobs that must have succeeded before. */
  needs: z.array(z.string()).default([]),
  /** Environment that it deploys to; its rules hold it up. */
  environment: z.string().optional(),
  /** How it ends. */
  outcome: z.enum(["success", "failure"]).default("success"),
  /** Seconds that it takes once it runs, 0 to a day. */
  seconds: z.int().min(0).max(86_400).default(30),
  /** A runner outside of the sandbox does it and says how it ended: `outcome` and `seconds` are not looked at. */
  runner: z.boolean().default(false),
});

/** A workflow file of a repository, as far as the sandbox plays it: what its jobs are and how they end. */
export const workflowScript = z.strictObject({
  repository: z.string().min(1),
  /** File beneath `.github/workflows`: `release.yml`. */
  file: z.string().regex(/^[\w.-]+\.ya?ml$/),
  name: z.string().min(1),
  jobs: z.array(job).min(1),
});

/** A job of a workflow file. */
export type JobScript = z.output<typeof job>;

/** A workflow. */
export interface WorkflowData extends Data {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly state: "active" | "disabled_manually";
  readonly jobs: readonly JobScript[];
}

/** What starts runs. */
export const runEvents = [
  "workflow_dispatch",
  "push",
  "pull_request",
  "pull_request_target",
  "workflow_run",
  "schedule",
] as const;
/** One of {@link runEvents}. */
export type RunEvent = (typeof runEvents)[number];

/** A run of a workflow. Times are milliseconds since 1970. */
export interface RunData extends Data {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly workflow: number;
  readonly name: string;
  readonly path: string;
  readonly branch: string;
  readonly sha: string;
  readonly event: RunEvent;
  readonly actor: string;
  /** Login of who started this attempt. */
  readonly starter: string;
  readonly inputs: Data;
  readonly status: "queued" | "in_progress" | "waiting" | "completed";
  readonly conclusion: "success" | "failure" | "cancelled" | null;
  readonly startedAt: number;
}

/** What holds a job up at its environment. */
export interface Hold extends Data {
  readonly since: number;
  /** When the wait timer ends; equal to `since` without one. */
  readonly until: number;
  readonly approved: boolean;
  /** Numbers of apps whose word is awaited. */
  readonly apps: readonly number[];
}

/** A job of a run. */
export interface JobData extends Data {
  readonly id: number;
  readonly script: JobScript;
  readonly attempt: number;
  readonly status: "queued" | "in_progress" | "waiting" | "completed";
  readonly conclusion: "success" | "failure" | "cancelled" | "skipped" | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly hold: Hold | null;
  /** Key of its deployment. */
  readonly deployment: string | null;
  readonly check: string;
}

/** A decision on environments of a run. */
export interface ApprovalData extends Data {
  readonly environments: readonly string[];
  readonly state: "approved" | "rejected";
  readonly user: string;
  readonly comment: string;
}

/** A workflow. */
export type Workflow = Entity<WorkflowData>;
/** A run. */
export type Run = Entity<RunData>;
/** A job. */
export type Job = Entity<JobData>;

/** Workflows of a repository. */
export function workflowsOf(world: World, repo: Repository): readonly Workflow[] {
  return world.store.children<WorkflowData>("github.workflow", repo.key);
}

/** Runs of a repository, oldest first. */
export function runsOf(world: World, repo: Repository): readonly Run[] {
  return world.store.children<RunData>("github.workflow-run", repo.key);
}

/** Jobs of the attempt of a run that is the newest, in the order of the file. */
export function jobsOf(world: World, run: Run, attempt?: number): readonly Job[] {
  const now = world.store.get<RunData>(run.key) ?? run;
  return world.store
    .children<JobData>("github.workflow-job", run.key)
    .filter(({ data }) => data.attempt === (attempt ?? now.data.attempt));
}

/** The run that a path names. @throws Refusal `missing` */
export function runNamed(call: Call): Run {
  const found = runsOf(call.world, repositoryOf(call)).find(({ data }) => String(data.id) === call.params["run_id"]);
  if (!found) throw missing("WorkflowRun");
  return found;
}

/** The workflow that a path names, by number or file. @throws Refusal `missing` */
export function workflowNamed(call: Call): Workflow {
  const name = call.params["workflow_id"] ?? "";
  const found = workflowsOf(call.world, repositoryOf(call)).find(
    ({ data }) => String(data.id) === name || data.path === `.github/workflows/${name}`,
  );
  if (!found) throw missing("Workflow", name);
  return found;
}

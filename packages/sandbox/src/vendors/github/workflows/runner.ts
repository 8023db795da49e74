import { z } from "zod";
import type { World } from "../../../world/world.ts";
import { refused } from "../control-refusal.ts";
import { commitOf, type Repository } from "../git/objects.ts";
import type { RepositoryData, UserData } from "../types.ts";
import { addRun, branchName } from "./add-run.ts";
import { begin, finish, note, proceed } from "./life.ts";
import { jobsOf, runEvents, runsOf, workflowsOf, type JobData, type Run, type RunData } from "./workflow-rows.ts";

const event = z.strictObject({
  repository: z.string().min(1),
  /** File beneath `.github/workflows`. */
  file: z.string().min(1),
  event: z.enum(runEvents),
  /** Branch that the run is of: of a `workflow_run` the default branch. */
  branch: z.string().min(1),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  /** Login of who made it happen. */
  by: z.string().min(1),
});

const ending = z.strictObject({
  repository: z.string().min(1),
  run: z.int(),
  job: z.string().min(1),
  conclusion: z.enum(["success", "failure", "skipped"]),
});

/**
 * Starts a run of a registered workflow, as GitHub does for a push, a pull request, or a run that ended: the sandbox does not read workflow
 * files, so who executes them says when. @throws LaunchgateError for what is not there
 */
export function startRun(world: World, given: unknown): RunData {
  const { repository, file, by, ...about } = event.parse(given);
  const repo = repositoryNamed(world, repository);
  const workflow = workflowsOf(world, repo).find(({ data }) => data.path === `.github/workflows/${file}`);
  if (workflow?.data.state !== "active")
    throw refused(`${repository} has no active workflow ${file}.`, "Register it, or enable it.");
  if (!commitOf(world, repo, about.sha))
    throw refused(`${repository} has no commit ${about.sha}.`, "Push it first: runs are of commits that GitHub has.");
  if (!world.store.all<UserData>("github.user").some(({ data }) => data.login === by))
    throw refused(`There is no account "${by}".`, "Name the login of a person or machine.");
  return world.store.transact(() => {
    const now = world.clock.now();
    const run = addRun(world, workflow, now, { ...about, branch: branchName(about.branch), actor: by, inputs: {} });
    note(world, run, now, "run.started", `starts: ${about.event} by ${by}`);
    begin(world, run, now, workflow.data.jobs);
    return (world.store.get<RunData>(run.key) ?? run).data;
  });
}

/** A runner says how its job ended. @throws LaunchgateError for a job that does not run, or is no runner's */
export function endJob(world: World, given: unknown): JobData {
  const { repository, run: id, job: name, conclusion } = ending.parse(given);
  const run = runWithId(world, repository, id);
  const job = jobsOf(world, run).find(({ data }) => data.script.name === name);
  if (job?.data.status !== "in_progress" || !job.data.script.runner)
    throw refused(
      `Job "${name}" of run ${String(id)} is not being run: ${job?.data.status ?? "it is not there"}.`,
      "End a job that is in progress and registered with `runner: true`.",
    );
  return world.store.transact(() => {
    const now = world.clock.now();
    finish(world, run, job, now, conclusion);
    proceed(world, run, now);
    return (world.store.get<JobData>(job.key) ?? job).data;
  });
}

/** The repository with a name. @throws LaunchgateError */
export function repositoryNamed(world: World, name: string): Repository {
  const found = world.store.all<RepositoryData>("github.repository").find(({ data }) => data.name === name);
  if (found) return found;
  throw refused(`There is no repository "${name}".`, "Bring the stack up first, or mend the name.");
}

/** A run of a repository. @throws LaunchgateError */
export function runWithId(world: World, repository: string, id: number): Run {
  const found = runsOf(world, repositoryNamed(world, repository)).find(({ data }) => data.id === id);
  if (found) return found;
  throw refused(`${repository} has no run ${String(id)}.`, "Name the id of a run of this repository.");
}

import { refused } from "../control-refusal.ts";
import type { World } from "../../../world/world.ts";
import { repositoryNamed } from "./runner.ts";
import { workflowScript, workflowsOf, type WorkflowData } from "./workflow-rows.ts";

/**
 * Registers a workflow file: the control interface's way to say what its jobs do, since the sandbox does not run them. A second time it
 * replaces the jobs. @throws LaunchgateError for a repository that is not there, or a job that needs one that is not before it
 */
export function registerWorkflow(world: World, given: unknown): WorkflowData {
  const { repository, file, name, jobs } = workflowScript.parse(given);
  const repo = repositoryNamed(world, repository);
  for (const [index, { needs, name: own }] of jobs.entries()) {
    const before = new Set(jobs.slice(0, index).map((each) => each.name));
    const lacking = needs.filter((each) => !before.has(each));
    if (lacking.length > 0)
      throw refused(
        `Job "${own}" needs ${lacking.join(", ")}, which stands not before it.`,
        "List jobs after those that they need.",
      );
  }
  return world.store.transact(() => {
    const path = `.github/workflows/${file}`;
    const now = world.clock.now();
    const before = workflowsOf(world, repo).find(({ data }) => data.path === path);
    if (before) return world.store.alter(before, now, { name, jobs }).data;
    const id = world.ids.number("github.workflow", 10_001);
    const data: WorkflowData = { id, name, path, state: "active", jobs };
    return world.store.add("github.workflow", { parent: repo.key, at: now, data }).data;
  });
}

/** Every registered workflow. */
export function registeredWorkflows(world: World): readonly WorkflowData[] {
  return world.store.all<WorkflowData>("github.workflow").map(({ data }) => data);
}

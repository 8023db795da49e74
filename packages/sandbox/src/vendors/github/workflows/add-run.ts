import type { World } from "../../../world/world.ts";
import type { Run, RunData, Workflow } from "./workflow-rows.ts";

/** What a run is about: branch, commit, event, who made it happen. */
export type RunAbout = Pick<RunData, "branch" | "sha" | "event" | "actor" | "inputs">;

/** Notes a run of a workflow; its jobs are not made yet. */
export function addRun(world: World, { key, parent, data: workflow }: Workflow, at: number, about: RunAbout): Run {
  const data: RunData = {
    id: world.ids.number("github.workflow-run", 30_000_001),
    number: world.ids.number(`github.run-of:${key}`),
    attempt: 1,
    workflow: workflow.id,
    ...{ name: workflow.name, path: workflow.path, ...about, starter: about.actor },
    ...{ status: "queued", conclusion: null, startedAt: at },
  };
  return world.store.add("github.workflow-run", { parent, at, data });
}

/** Name of a branch or tag without what stands before it. */
export function branchName(ref: string): string {
  return ref.replace(/^refs\/(heads|tags)\//, "");
}

import { selectStack, valueOrThrow, type Model, type StackModel } from "@launchgate/core";
import type { Capture, CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import { offlinePlan } from "../../packages/cli/src/offline/offline-plan.ts";
import { openProject, resolveProject, type Project } from "../../packages/cli/src/project.ts";
import { repositoryRoot } from "./repository.ts";

/** The instant as of which goldens and contract tests judge the model. */
export const fixedInstant = new Date("2026-11-21T10:00:00Z");

/** The stacks of the reference organisation. */
export const stackNames = ["shared", "dev", "staging", "prod", "drill"] as const;

/** One of {@link stackNames}. */
export type StackName = (typeof stackNames)[number];

/** The real program of one stack, and the model it ran with. */
export interface StackPlan extends Capture {
  readonly model: StackModel;
}

/** The reference organisation's model, checked and filled, at {@link fixedInstant}. */
export async function referenceModel(): Promise<{ project: Project; model: Model }> {
  const project = await openProject(repositoryRoot);
  const model = valueOrThrow(await resolveProject(project, repositoryRoot, { overlay: [], at: fixedInstant }));
  return { project, model };
}

/** Runs the real program of one stack offline. */
export async function planOf(stack: StackName): Promise<StackPlan> {
  const { project, model } = await referenceModel();
  const chosen = selectStack(model, stack);
  return { ...(await offlinePlan(project, chosen, fixedInstant)), model: chosen };
}

let all: Promise<ReadonlyMap<StackName, StackPlan>> | undefined;

/** The plans of all stacks, made once a test file and one after the other: the Pulumi runtime is global. */
export function allPlans(): Promise<ReadonlyMap<StackName, StackPlan>> {
  all ??= (async () => {
    const plans = new Map<StackName, StackPlan>();
    for (const stack of stackNames) plans.set(stack, await planOf(stack));
    return plans;
  })();
  return all;
}

/** Every custom resource of every stack, with the stack it stands in. */
export async function allCustomResources(): Promise<{ stack: StackName; resource: CapturedResource }[]> {
  return [...(await allPlans())].flatMap(([stack, { resources }]) =>
    resources.filter(({ custom }) => custom).map((resource) => ({ stack, resource })),
  );
}

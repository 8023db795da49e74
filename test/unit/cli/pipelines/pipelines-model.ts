import type { Dictionary, Model } from "@launchgate/core";
import { mergeOverlay, resolveModel, valueOrThrow } from "@launchgate/core";
import { parse } from "yaml";
import type { PipelineFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import type { Job, Step, Workflow } from "../../../../packages/cli/src/pipelines/workflow.ts";
import { model as written } from "../../../../stacks/index.ts";

/** Moment as of which the reference organisation is read. */
export const at = new Date("2026-11-21T10:00:00Z");

/** The reference organisation, with something laid over it. */
export function modelWith(overlay: Dictionary = {}): Model {
  return valueOrThrow(resolveModel(mergeOverlay(written, overlay), { at }));
}

/** A workflow as it is written, by its file. */
export interface ReadWorkflow {
  readonly file: string;
  readonly text: string;
  readonly workflow: Workflow & { readonly permissions: object };
}

/** The workflows among generated files, read back from their text. */
export function workflowsOf(target: string, files: PipelineFiles): ReadWorkflow[] {
  return Object.entries(files)
    .filter(([file]) => file.startsWith(".github/workflows/"))
    .map(([file, text]) => ({
      file: `${target}/${file.slice(".github/workflows/".length)}`,
      text,
      workflow: parse(text) as ReadWorkflow["workflow"],
    }));
}

/** Every job with a name for messages. */
export function jobsOf({ file, workflow }: ReadWorkflow): { where: string; key: string; job: Job }[] {
  return Object.entries(workflow.jobs).map(([key, job]) => ({ where: `${file} ${key}`, key, job }));
}

/** Every step with a name for messages. */
export function stepsOf(read: ReadWorkflow): { where: string; job: Job; step: Step }[] {
  return jobsOf(read).flatMap(({ where, job }) =>
    job.steps.map((step) => ({ where: `${where} "${step.name}"`, job, step })),
  );
}

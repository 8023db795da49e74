import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const variables = z.record(z.string(), scalar).default({});
const step = z.strictObject({
  name: z.string(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: variables,
  run: z.string().optional(),
  env: variables,
  "continue-on-error": z.boolean().default(false),
});
const job = z.strictObject({
  /** Name of its check; the id where there is none. */
  name: z.string().optional(),
  "runs-on": z.string(),
  needs: z.array(z.string()).default([]),
  if: z.string().optional(),
  environment: z.string().optional(),
  permissions: z.record(z.string(), z.enum(["read", "write", "none"])),
  "timeout-minutes": z.int(),
  concurrency: z.unknown().optional(),
  strategy: z.unknown().optional(),
  outputs: variables,
  env: variables,
  steps: z.array(step).min(1),
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.unknown().optional(),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal("bash") }) }),
  env: variables,
  jobs: z.record(z.string(), job),
});

/** A step of a job. */
export type Step = z.output<typeof step>;
/** A job: its steps run in order. */
export type Job = z.output<typeof job>;
/** A workflow file; keys that nobody here knows are an error. */
export type Workflow = z.output<typeof workflow> & { readonly file: string };

/** A workflow of a checkout. */
export function readWorkflow(root: string, file: string): Workflow {
  const text = readFileSync(path.join(root, ".github/workflows", file), "utf8");
  return { ...workflow.parse(parse(text)), file };
}

/** Names of the workflow files of a checkout. */
export function workflowFiles(root: string): readonly string[] {
  return readdirSync(path.join(root, ".github/workflows")).toSorted();
}

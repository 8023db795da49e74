import { readFileSync } from "node:fs";
import path from "node:path";
import { LaunchgateError, suggestion, type Model } from "@launchgate/core";
import { rulesCodeOwners, serviceCodeOwners } from "./code-owners.ts";
import { checkWorkflow } from "./program/check.ts";
import { checklistWorkflow } from "./program/checklist.ts";
import { programPipeline } from "./program/context.ts";
import { deployWorkflow } from "./program/deploy.ts";
import { previewEngineWorkflow } from "./program/preview-engine.ts";
import { previewWorkflow } from "./program/preview.ts";
import { verdictWorkflow } from "./program/verdict.ts";
import { driftWorkflow, sweepWorkflow } from "./program/watch.ts";
import { servicePipeline } from "./service/context.ts";
import { previewDatabaseWorkflow } from "./service/preview-database.ts";
import { pullRequestWorkflow, scriptFolder } from "./service/pull-request.ts";
import { developmentWorkflow, releaseWorkflow } from "./service/release.ts";
import { pullRequestTemplate } from "./template.ts";
import { workflowText } from "./write-workflow.ts";
import type { Workflow } from "./workflow.ts";

/** Generated files of one repository: path, with `/` between folders, to content. */
export type PipelineFiles = Readonly<Record<string, string>>;

/** Name under which the repository of the rules stands beside the services. */
export const rulesTarget = "rules";

/** Folder of the workflows in every repository. */
export const workflowFolder = ".github/workflows";

const templateFile = ".github/pull_request_template.md";
const ownersFile = ".github/CODEOWNERS";

/** Files of the repository of the rules itself (P6, P7, R4). `npm run generate` keeps them fresh. */
export function rulesFiles(model: Model): PipelineFiles {
  const pipeline = programPipeline(model);
  return {
    ...workflowFiles({
      check: checkWorkflow(),
      checklist: checklistWorkflow(),
      preview: previewWorkflow(pipeline),
      "preview-engine": previewEngineWorkflow(pipeline),
      verdict: verdictWorkflow(pipeline),
      deploy: deployWorkflow(pipeline),
      drift: driftWorkflow(pipeline),
      "stack-sweep": sweepWorkflow(pipeline),
    }),
    [ownersFile]: rulesCodeOwners(model),
    [templateFile]: pullRequestTemplate(model),
  };
}

/**
 * Files of a service's repository (P2).
 *
 * @throws LaunchgateError `pipelines.unknown-service`
 */
export function serviceFiles(model: Model, serviceId: string): PipelineFiles {
  const service = model.services[serviceId];
  if (service === undefined) throw unknownService(model, serviceId);
  const pipeline = servicePipeline(model, serviceId, service);
  const development = pipeline.stacks.find(({ kind }) => kind === "development");
  const { previews, developmentBranches } = pipeline;
  return {
    ...workflowFiles({
      "pull-request": pullRequestWorkflow(pipeline),
      release: releaseWorkflow(pipeline),
      ...(development && developmentBranches.length > 0
        ? { development: developmentWorkflow(pipeline, development) }
        : {}),
      ...(previews ? { "preview-database": previewDatabaseWorkflow(pipeline, previews) } : {}),
    }),
    [`${scriptFolder}/coverage.mjs`]: script("coverage"),
    [`${scriptFolder}/benchmarks.mjs`]: script("benchmarks"),
    ...(previews ? { [`${scriptFolder}/await-artifact.mjs`]: script("await-artifact") } : {}),
    [ownersFile]: serviceCodeOwners(model, service),
    [templateFile]: pullRequestTemplate(model),
  };
}

/** Files of every repository: the services by id, and {@link rulesTarget}. */
export function allFiles(model: Model): Readonly<Record<string, PipelineFiles>> {
  const ofServices = Object.keys(model.services).map((id) => [id, serviceFiles(model, id)] as const);
  return { ...Object.fromEntries(ofServices), [rulesTarget]: rulesFiles(model) };
}

function workflowFiles(workflows: Readonly<Record<string, Workflow>>): PipelineFiles {
  return Object.fromEntries(
    Object.entries(workflows).map(([name, workflow]) => [`${workflowFolder}/${name}.yml`, workflowText(workflow)]),
  );
}

function script(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "scripts", `${name}.js`), "utf8");
}

function unknownService(model: Model, serviceId: string): LaunchgateError {
  return new LaunchgateError({
    code: "pipelines.unknown-service",
    message: `The model has no service "${serviceId}".`,
    fix: suggestion(serviceId, [...Object.keys(model.services), rulesTarget]),
  });
}

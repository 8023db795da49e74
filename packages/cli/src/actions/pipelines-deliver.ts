import { exitCodes, type Model } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { styled } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { deliver, type Delivery } from "../pipelines/deliver.ts";
import { rulesFiles, rulesTarget, serviceFiles, type PipelineFiles } from "../pipelines/files.ts";
import { endpointOption, gitHubOf } from "../pipelines/runner.ts";
import { withProgress } from "../progress.ts";
import { openModel } from "../project.ts";

const deliverOptions = commonOptions.extend({ service: z.string().min(1), endpoint: endpointOption.optional() });

/** `launchgate pipelines deliver`: the files of a repository as one pull request there (P2). */
export const pipelinesDeliver: Action = async (given, host) => {
  const { service, endpoint, overlay, at } = readOptions(deliverOptions, given);
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const { repo, branch, files } = targetOf(model, service);
  const github = await gitHubOf(process.env, model.organization.githubOwner, endpoint);
  const delivery = await withProgress(host, `Delivering to ${repo}`, deliver({ github, repo }, branch, files));
  return { exitCode: exitCodes.done, data: delivery, text: deliveryText(delivery, host) };
};

function targetOf(model: Model, service: string): { repo: string; branch: string; files: PipelineFiles } {
  if (service === rulesTarget)
    return { repo: model.organization.rulesRepository.name, branch: "main", files: rulesFiles(model) };
  const files = serviceFiles(model, service);
  const { name = service, defaultBranch = "main" } = model.services[service]?.repository ?? {};
  return { repo: name, branch: defaultBranch, files };
}

function deliveryText({ repository, changes, pull }: Delivery, host: Parameters<Action>[1]): string {
  if (pull === undefined) return `${repository} has these files already.`;
  const head = `Pull request ${String(pull.number)} ${styled(host, "bold", pull.done)}: ${pull.url}`;
  return [head, ...changes.map(({ path, change }) => `  ${change.padEnd(8)}${path}`)].join("\n");
}

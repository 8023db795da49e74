import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { reviewArtifact } from "../pipelines/program/judge.ts";
import { reviewOf } from "../pipelines/reviewed-artifact.ts";
import { commitOption, endpointOption, gitHubOf, repositoryOf, tellOutputs } from "../pipelines/runner.ts";
import { openModel } from "../project.ts";

const reviewedOptions = commonOptions.extend({
  commit: commitOption,
  branch: z.string().min(1).default("main"),
  repo: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
});

/** `launchgate pipelines reviewed`: which run left the review of a merged commit; outputs `artifact` and `run-id` (P7). */
export const pipelinesReviewed: Action = async (given, host) => {
  const { commit, branch, repo: named, endpoint, overlay, at } = readOptions(reviewedOptions, given);
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const repo = repositoryOf(process.env, named);
  const github = await gitHubOf(process.env, model.organization.githubOwner, endpoint);
  const found = await reviewOf({ github, repo }, commit, reviewArtifact, branch);
  tellOutputs(process.env, { artifact: found.artifact, "run-id": String(found.runId) });
  const text = `Pull request ${String(found.pull)}: review ${found.artifact} of run ${String(found.runId)}.`;
  return { exitCode: exitCodes.done, data: found, text };
};

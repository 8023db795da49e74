import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { earlierRecord } from "../pipelines/earlier-record.ts";
import { endpointOption, gitHubOf, needed, repositoryOf, tellOutputs } from "../pipelines/runner.ts";
import { openModel } from "../project.ts";

const recordOptions = commonOptions.extend({
  stack: z.string().min(1),
  repo: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
});

const number = z.coerce.number().int().min(1);

/** `launchgate pipelines record`: what an earlier attempt of this run left of a delivery; output `artifact`, empty for none (P9). */
export const pipelinesRecord: Action = async (given, host) => {
  const { stack, repo: named, endpoint, overlay, at } = readOptions(recordOptions, given);
  const run = number.parse(needed(process.env, "GITHUB_RUN_ID", "the number of the run"));
  const attempt = number.parse(needed(process.env, "GITHUB_RUN_ATTEMPT", "the number of the attempt, from 1"));
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const repo = repositoryOf(process.env, named);
  const github = await gitHubOf(process.env, model.organization.githubOwner, endpoint);
  const found = await earlierRecord({ github, repo }, { stack, run, attempt });
  tellOutputs(process.env, { artifact: found?.artifact ?? "" });
  const text = found
    ? `Attempt ${String(found.attempt)} left ${found.artifact}.`
    : `No earlier attempt of run ${String(run)} began to deploy "${stack}".`;
  return { exitCode: exitCodes.done, data: { stack, run, attempt, found: found ?? null }, text };
};

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { changedPaths, pullOf, type PullQuery } from "../pipelines/pull-lookup.ts";
import { commitOption, endpointOption, gitHubOf, repositoryOf, tellOutputs } from "../pipelines/runner.ts";
import { openModel } from "../project.ts";

const pullOptions = commonOptions.extend({
  commit: commitOption,
  head: z
    .string()
    .regex(/^[^:]+:.+$/, "owner:branch")
    .optional(),
  pull: z.coerce.number({ error: "the number of a pull request" }).int().min(1).optional(),
  changed: z.string().min(1).optional(),
  repo: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
});

/** `launchgate pipelines pull`: the open pull request of a commit, and which files it touches, by GitHub's word (P7). */
export const pipelinesPull: Action = async (given, host) => {
  const options = readOptions(pullOptions, given);
  const model = await openModel(host.cwd, { overlay: options.overlay, at: options.at ?? host.now() });
  const repo = repositoryOf(process.env, options.repo);
  const github = await gitHubOf(process.env, model.organization.githubOwner, options.endpoint);
  const { commit } = options;
  const number = await pullOf({ github, repo }, { commit, by: queryOf(options) });
  tellOutputs(process.env, { number: number === undefined ? "" : String(number) });
  if (number === undefined) {
    const text = `No open pull request has ${commit.slice(0, 12)} as its head now: a newer push is judged by its own run.`;
    return { exitCode: exitCodes.done, data: { number: null, changed: null }, text };
  }
  const changed = options.changed === undefined ? null : await changedPaths({ github, repo }, number);
  if (options.changed !== undefined && changed !== null)
    await writeFile(path.resolve(host.cwd, options.changed), changed.join("\0"));
  const files = changed === null ? "" : `, ${String(changed.length)} paths`;
  return { exitCode: exitCodes.done, data: { number, changed }, text: `Pull request ${String(number)}${files}.` };
};

function queryOf({ head, pull }: z.infer<typeof pullOptions>): PullQuery["by"] {
  if (pull !== undefined) return { number: pull };
  if (head !== undefined) return { head };
  throw new LaunchgateError({
    code: "pipelines.pull-unnamed",
    message: "Neither --head nor --pull says which pull request is meant.",
    fix: "Give --head owner:branch as the event names it, or --pull NUMBER.",
  });
}

import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openIssue, page, type EscalationResult } from "../pipelines/escalate.ts";
import { endpointOption, gitHubOf, needed, repositoryOf } from "../pipelines/runner.ts";
import { openModel } from "../project.ts";

const escalateOptions = commonOptions.extend({
  subject: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "small letters, digits, hyphens"),
  title: z.string().min(1).max(200),
  run: z.url({ protocol: /^https?$/, error: "the address of a run" }),
  page: z.boolean().default(false),
  repo: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
  pagerEndpoint: endpointOption.optional(),
});
type Options = z.infer<typeof escalateOptions>;

/**
 * `launchgate pipelines escalate`: one issue about a failed job, and a page where wanted, with the run (P9). Where the issue cannot be
 * written the page goes out all the same, and the command fails.
 */
export const pipelinesEscalate: Action = async (given, host) => {
  const options = readOptions(escalateOptions, given);
  const [issue] = await Promise.allSettled([bringIssue(options, host)]);
  const found = issue.status === "fulfilled" ? issue.value : undefined;
  if (options.page) {
    const key = needed(process.env, "PAGERDUTY_ROUTING_KEY", "the key of an Events API integration");
    await page(options, key, found, options.pagerEndpoint);
  }
  if (issue.status === "rejected") throw issue.reason;
  const { done, url } = issue.value;
  const text = `Issue ${done}: ${url}${options.page ? "\nPaged: whoever is on call." : ""}`;
  return { exitCode: exitCodes.done, data: { ...issue.value, paged: options.page }, text };
};

async function bringIssue(options: Options, host: Parameters<Action>[1]): Promise<EscalationResult> {
  const { overlay, at, repo, endpoint } = options;
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const github = await gitHubOf(process.env, model.organization.githubOwner, endpoint);
  return openIssue({ github, repo: repositoryOf(process.env, repo) }, options);
}

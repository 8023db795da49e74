import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { needed, tellEnvironment } from "../pipelines/runner.ts";
import { takeRole } from "../pipelines/sign-in.ts";

const signInOptions = commonOptions.extend({
  role: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the Amazon resource name of a role"),
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region such as eu-central-1"),
});

/** `launchgate pipelines sign-in`: an hour of access to states and secrets for the later steps of this job, by OIDC (S3). */
export const pipelinesSignIn: Action = async (given, host) => {
  const request = readOptions(signInOptions, given);
  // Asked first: without the file nobody could use the access, and it would only lie about.
  needed(process.env, "GITHUB_ENV", "the file that GitHub Actions reads variables from: this command is for its jobs");
  const values = await takeRole(process.env, request);
  const secrets = Object.entries(values).filter(([name]) => name !== "AWS_REGION");
  // A command to the runner, which hides the values in every log from here on.
  for (const [, secret] of secrets) host.err(`::add-mask::${secret}\n`);
  tellEnvironment(process.env, values);
  const text = `Later steps of this job have the role ${request.role} for an hour.`;
  return { exitCode: exitCodes.done, data: { role: request.role, variables: Object.keys(values) }, text };
};

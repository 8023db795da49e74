import { appendFileSync } from "node:fs";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { openGitHub, type GitHubClient } from "../vendors/github-client.ts";

/** Variables of the process. */
export type Variables = Readonly<Record<string, string | undefined>>;

const value = (variables: Variables, name: string): string | undefined =>
  variables[name] === "" ? undefined : variables[name];

/** Option of commands that ask GitHub: another address than the public service. */
export const endpointOption = z.url({ protocol: /^https?$/, error: "an address such as https://api.github.com" });

/** Option of commands that speak of one commit. */
export const commitOption = z.string().regex(/^[0-9a-f]{40}$/, "the full id of a commit, 40 hexadecimal digits");

/**
 * GitHub with the token of the environment, the only one that these commands use (S3): in a workflow that of the job or of our
 * app. The address is `endpoint`, else `GITHUB_API_URL` as GitHub Actions sets it, else the public service.
 *
 * @throws LaunchgateError `github.token-missing`
 */
export function gitHubOf(variables: Variables, owner: string, endpoint: string | undefined): Promise<GitHubClient> {
  const token = value(variables, "GITHUB_TOKEN");
  if (token === undefined) throw missingVariable("github.token-missing", "GITHUB_TOKEN", "a token for the repository");
  const baseUrl = endpoint ?? value(variables, "GITHUB_API_URL");
  return openGitHub({ token, organization: owner, ...(baseUrl === undefined ? {} : { baseUrl }) });
}

/** The repository of this run, without its owner: `--repo`, else `GITHUB_REPOSITORY`. @throws LaunchgateError `github.repository-missing` */
export function repositoryOf(variables: Variables, given: string | undefined): string {
  const found = given ?? value(variables, "GITHUB_REPOSITORY")?.split("/")[1];
  if (found !== undefined) return found;
  throw missingVariable("github.repository-missing", "GITHUB_REPOSITORY", "owner and name of the repository", "--repo");
}

/** A variable that must be there. @throws LaunchgateError `environment.variable-missing` */
export function needed(variables: Variables, name: string, what: string): string {
  const found = value(variables, name);
  if (found !== undefined) return found;
  throw missingVariable("environment.variable-missing", name, what);
}

function missingVariable(code: string, name: string, what: string, option?: string): LaunchgateError {
  const other = option === undefined ? "" : `, or give ${option}`;
  return new LaunchgateError({ code, message: `${name} is not set.`, fix: `Export ${name} with ${what}${other}.` });
}

/** Hands values to later steps of the job as outputs; without GitHub Actions nobody takes them. Values are of one line. */
export function tellOutputs(variables: Variables, outputs: Readonly<Record<string, string>>): void {
  appendLines(value(variables, "GITHUB_OUTPUT"), outputs);
}

/** Hands values to later steps of the job as environment variables. @throws LaunchgateError `environment.variable-missing` */
export function tellEnvironment(variables: Variables, values: Readonly<Record<string, string>>): void {
  appendLines(needed(variables, "GITHUB_ENV", "the file that GitHub Actions reads variables from"), values);
}

function appendLines(file: string | undefined, values: Readonly<Record<string, string>>): void {
  if (file === undefined) return;
  const bad = Object.entries(values).find(([, text]) => /[\r\n]/.test(text));
  if (bad) throw new RangeError(`The value of ${bad[0]} has more than one line.`);
  const lines = Object.entries(values).map(([name, text]) => `${name}=${text}\n`);
  appendFileSync(file, lines.join(""));
}

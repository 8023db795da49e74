import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { githubError } from "./github-errors.ts";
import type { GitHubRequestClient } from "./github-request-client.ts";

/** A repository of GitHub and the client to reach it with. */
export interface ArtifactRetentionTarget {
  /** Organisation login. */
  readonly owner: string;
  readonly repository: string;
  readonly client: GitHubRequestClient;
}

/** How long GitHub keeps artifacts and logs of workflows. */
export interface ArtifactRetention {
  /** Days, 1 or more. */
  readonly days: number;
  /** Most days that organisation and enterprise allow. */
  readonly maximumDays: number;
}

/** {@link ArtifactRetentionTarget} with the days that must hold. */
export interface EnsureArtifactRetentionArgs extends ArtifactRetentionTarget {
  /** Whole days, 1 to 400; public repositories take 90 at most. From the compliance class (P5). */
  readonly days: number;
}

/** What the act found and left behind. */
export interface ArtifactRetentionResult {
  readonly before: ArtifactRetention;
  /** As read back after the act, never as assumed. */
  readonly after: ArtifactRetention;
  readonly changed: boolean;
}

const path = "/repos/{owner}/{repo}/actions/permissions/artifact-and-log-retention";

const answerSchema = z.object({
  days: z.number().int().min(1),
  maximum_allowed_days: z.number().int().min(1),
});

/**
 * Reads how long artifacts and logs are kept (P5).
 *
 * @throws LaunchgateError `github.*` for a refusal, `artifact-retention.unreadable` for an answer of another shape
 */
export async function readArtifactRetention(target: ArtifactRetentionTarget): Promise<ArtifactRetention> {
  const attempt = `read the artifact retention of ${nameOf(target)}`;
  const { data } = await send(target, `GET ${path}`, {}, attempt);
  const answer = answerSchema.safeParse(data);
  if (answer.success) return { days: answer.data.days, maximumDays: answer.data.maximum_allowed_days };
  throw new LaunchgateError({
    code: "artifact-retention.unreadable",
    message: `Could not ${attempt}: the answer has no whole numbers of days.`,
    fix: "Check that the base address is that of GitHub's REST interface.",
    source: "tool",
    cause: answer.error,
  });
}

/**
 * Makes artifacts and logs be kept for `days`, and proves it by reading back (P5). Does nothing where they are already;
 * running it again is harmless (P9).
 *
 * @throws LaunchgateError `artifact-retention.days-out-of-range` for no whole number of 1 to 400;
 * `artifact-retention.above-maximum` where the organisation allows less; `artifact-retention.not-applied` where the value
 * read back is another; `github.*` for a refusal
 */
export async function ensureArtifactRetention(args: EnsureArtifactRetentionArgs): Promise<ArtifactRetentionResult> {
  requireDays(args);
  const before = await readArtifactRetention(args);
  if (before.days === args.days) return { before, after: before, changed: false };
  if (args.days > before.maximumDays) throw aboveMaximum(args, before);
  await send(args, `PUT ${path}`, { days: args.days }, `set the artifact retention of ${nameOf(args)}`);
  const after = await readArtifactRetention(args);
  if (after.days !== args.days) throw notApplied(args, after);
  return { before, after, changed: true };
}

async function send(
  { client, owner, repository }: ArtifactRetentionTarget,
  route: string,
  body: Readonly<Record<string, unknown>>,
  attempt: string,
): Promise<{ readonly data: unknown }> {
  try {
    return await client.request(route, { owner, repo: repository, ...body });
  } catch (cause) {
    throw githubError(cause, attempt);
  }
}

const nameOf = ({ owner, repository }: ArtifactRetentionTarget): string => `${owner}/${repository}`;

function requireDays(args: EnsureArtifactRetentionArgs): void {
  if (Number.isInteger(args.days) && args.days >= 1 && args.days <= 400) return;
  throw new LaunchgateError({
    code: "artifact-retention.days-out-of-range",
    message: `Artifacts of ${nameOf(args)} cannot be kept for ${String(args.days)} days: whole days from 1 to 400 are allowed.`,
    fix: "Correct artifactRetentionDays of the compliance class.",
  });
}

function aboveMaximum(args: EnsureArtifactRetentionArgs, found: ArtifactRetention): LaunchgateError {
  const most = String(found.maximumDays);
  return new LaunchgateError({
    code: "artifact-retention.above-maximum",
    message: `${nameOf(args)} allows ${most} days at most, the compliance class asks for ${String(args.days)}.`,
    fix: "Raise the limit in the settings of organisation or enterprise (public repositories: 90), or keep a copy elsewhere.",
  });
}

function notApplied(args: EnsureArtifactRetentionArgs, found: ArtifactRetention): LaunchgateError {
  return new LaunchgateError({
    code: "artifact-retention.not-applied",
    message: `${nameOf(args)} was set to ${String(args.days)} days but still says ${String(found.days)}.`,
    fix: "Look who else changes the setting, then run the command again.",
    source: "tool",
  });
}

import { z } from "zod";
import type { Place } from "./git-files.ts";

/** Which job of which run asks. */
export interface Attempt {
  readonly stack: string;
  /** Id of the run: the same in all its attempts. */
  readonly run: number;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
}

/** What an earlier attempt of the same run left. */
export interface EarlierRecord {
  readonly attempt: number;
  /** Name of the artifact. */
  readonly artifact: string;
}

const artifactsSchema = z.object({
  artifacts: z.array(
    z.object({ name: z.string(), expired: z.boolean(), workflow_run: z.object({ id: z.number() }).nullable() }),
  ),
});

/** Name of the artifact in which an attempt keeps what it did to a stack. */
export const recordArtifact = (stack: string, attempt: number | string): string =>
  `launchgate-deploy-${stack}-${String(attempt)}`;

/**
 * The newest record of the earlier attempts of a run, so that "Re-run failed jobs" goes on where the last one was (P9). Undefined where
 * none left one: then nothing was begun. Artifacts of other runs never count, whatever their name.
 */
export async function earlierRecord(
  { github, repo }: Place,
  { stack, run, attempt: now }: Attempt,
): Promise<EarlierRecord | undefined> {
  for (let attempt = now - 1; attempt >= 1; attempt -= 1) {
    const artifact = recordArtifact(stack, attempt);
    const { artifacts } = await github.call(
      `list artifacts of ${repo}`,
      "GET /repos/{owner}/{repo}/actions/artifacts",
      { repo, name: artifact, per_page: 100 },
      artifactsSchema,
    );
    const isThere = artifacts.some(
      ({ name, expired, workflow_run: from }) => name === artifact && !expired && from?.id === run,
    );
    if (isThere) return { attempt, artifact };
  }
  return undefined;
}

import { z } from "zod";
import type { GitHubClient } from "../../vendors/github-client.ts";

/** A pull request of GitHub and the client to reach it with. */
export interface Pull {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

const pullSchema = z.object({ state: z.string(), head: z.object({ sha: z.string() }) });

/** Commit that the pull request has at its head now. */
export async function headOf({ client, owner, repo, number }: Pull): Promise<string> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  const what = `read pull request ${String(number)} of ${repo}`;
  const { head } = await client.call(what, route, { owner, repo, pull_number: number }, pullSchema);
  return head.sha;
}

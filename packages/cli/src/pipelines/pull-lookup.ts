import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Place } from "./git-files.ts";

/** Which pull request is meant, by what GitHub's own event says: never by what code of a pull request says. */
export interface PullQuery {
  /** Full id of the commit. */
  readonly commit: string;
  /** `owner:branch` of its head, as for forks; or the number. */
  readonly by: { readonly head: string } | { readonly number: number };
}

const pullSchema = z.object({
  number: z.number(),
  state: z.string(),
  changed_files: z.number().optional(),
  head: z.object({ sha: z.string() }),
});
const fileSchema = z.object({ filename: z.string(), previous_filename: z.string().optional() });

/** Most files of a pull request that GitHub lists. Source: GitHub docs, "List pull requests files". */
export const mostFiles = 3_000;

/** Number of the open pull request whose head is this commit now; undefined: it is closed, or a newer commit was pushed. */
export async function pullOf({ github, repo }: Place, { commit, by }: PullQuery): Promise<number | undefined> {
  const found =
    "number" in by
      ? [
          await github.call(
            `read pull request ${String(by.number)} of ${repo}`,
            "GET /repos/{owner}/{repo}/pulls/{pull_number}",
            { repo, pull_number: by.number },
            pullSchema,
          ),
        ]
      : await github.list(
          `list pull requests of ${repo}`,
          "GET /repos/{owner}/{repo}/pulls",
          { repo, state: "open", head: by.head },
          pullSchema,
        );
  return found.find(({ state, head }) => state === "open" && head.sha === commit)?.number;
}

/**
 * Paths that a pull request touches, old names of moved files too.
 *
 * @throws LaunchgateError `pipelines.too-many-files`, exit 4, where GitHub would leave some out
 */
export async function changedPaths({ github, repo }: Place, number: number): Promise<readonly string[]> {
  const parameters = { repo, pull_number: number };
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  const what = `read the files of pull request ${String(number)}`;
  const { changed_files: count } = await github.call(
    what,
    route,
    parameters,
    pullSchema.required({ changed_files: true }),
  );
  if (count > mostFiles) throw tooMany(number, count);
  const files = await github.list(what, `${route}/files`, parameters, fileSchema);
  if (files.length !== count) throw tooMany(number, count);
  return files.flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? [filename] : [filename, before],
  );
}

function tooMany(number: number, count: number): LaunchgateError {
  return new LaunchgateError({
    code: "pipelines.too-many-files",
    message: `GitHub does not list every one of the ${String(count)} files of pull request ${String(number)}.`,
    fix: `Split it: at most ${String(mostFiles)} files can be judged.`,
    exitCode: exitCodes.blocked,
  });
}

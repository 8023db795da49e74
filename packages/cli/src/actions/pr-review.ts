import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError, type ExitCode } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { loadPolicy } from "../policy/policy-module.ts";
import { openProject, type Project } from "../project.ts";
import { reviewText } from "../pull-request/comment/review-text.ts";
import { commitSchema, stackNameSchema } from "../pull-request/document/document.ts";
import { changedFiles, pathList, stackSources } from "../pull-request/git/read-git.ts";
import { Masker, secretsOfEnvironment } from "../pull-request/mask.ts";
import { findingPlaces } from "../pull-request/places/finding-places.ts";
import { reviewFlow } from "../pull-request/review/review-flow.ts";
import type { ReviewVerdict } from "../pull-request/review/review.ts";

const reviewOptions = commonOptions.extend({
  base: z.string().min(1),
  head: z.string().min(1),
  baseCommit: commitSchema,
  headCommit: commitSchema,
  changed: z.string().min(1).optional(),
  removed: z.array(stackNameSchema).default([]),
  out: z.string().min(1).optional(),
});

const exitOf: Readonly<Record<ReviewVerdict, ExitCode>> = {
  passes: exitCodes.done,
  blocked: exitCodes.blocked,
  undecided: exitCodes.undecided,
};

/**
 * `launchgate pr review`: judges the plan documents of a change, as data, by the rules of this folder, which must be the base branch; exit
 * 0 nothing stands against it, 4 blocked, 5 undecided. (P7)
 */
export const prReview: Action = async (given, host) => {
  const options = readOptions(reviewOptions, given);
  const project = await openProject(host.cwd);
  const [policy, files, places] = await Promise.all([
    loadPolicy(project.root),
    filesOf(project, host.cwd, options),
    placesOf(project, options.headCommit),
  ]);
  const review = await reviewFlow({
    base: { folder: path.resolve(host.cwd, options.base), commit: options.baseCommit },
    head: { folder: path.resolve(host.cwd, options.head), commit: options.headCommit },
    policy,
    stacks: Object.keys(project.written["stacks"] ?? {}),
    removed: options.removed,
    changedFiles: files,
    now: options.at ?? host.now(),
    masker: new Masker(secretsOfEnvironment(process.env)),
    placeOf: places,
  });
  if (options.out !== undefined) await writeFile(path.resolve(host.cwd, options.out), `${JSON.stringify(review)}\n`);
  return { exitCode: exitOf[review.verdict], data: review, text: reviewText(review, {}) };
};

type Options = z.infer<typeof reviewOptions>;

async function filesOf(
  project: Project,
  cwd: string,
  { changed, baseCommit, headCommit }: Options,
): Promise<readonly string[] | undefined> {
  if (changed === undefined) return changedFiles(project.root, baseCommit, headCommit);
  const text = await readFile(path.resolve(cwd, changed), "utf8").catch((cause: unknown) => {
    throw new LaunchgateError({
      code: "file.not-found",
      message: `The list of changed files ${changed} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown reason"}.`,
      fix: "Write it with `git diff --name-only --no-renames -z BASE...HEAD`.",
      cause,
    });
  });
  return pathList(text);
}

/** The parser of TypeScript is loaded for a review alone: it takes a quarter of a second. */
async function placesOf(project: Project, commit: string): Promise<ReturnType<typeof findingPlaces>> {
  const { ModelSource } = await import("../pull-request/places/model-source.ts");
  return findingPlaces(new ModelSource(await stackSources(project.root, commit)));
}

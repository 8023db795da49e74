import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { stepDigest, type ComparableStep } from "../engine/step-digest.ts";
import { reviewFormat, reviewVersion } from "../pull-request/review/review.ts";

const step = z.object({ urn: z.string(), type: z.string(), op: z.string(), changed: z.array(z.string()) });
const reviewSchema = z.looseObject({
  format: z.literal(reviewFormat),
  version: z.literal(reviewVersion),
  verdict: z.enum(["blocked", "undecided", "passes"]),
  headCommit: z.string(),
  stacks: z.array(
    z.looseObject({ stack: z.string(), steps: z.array(step).nullable(), stepDigest: z.string().nullable() }),
  ),
});

/** What a review holds of one stack. */
export interface ReviewedStack {
  /** Steps that people saw; null where the engine could not be asked, as for a fork. */
  readonly steps: readonly ComparableStep[] | null;
}

/** A review that may be applied. */
export interface Reviewed {
  /** Fingerprint of the file: names the run. */
  readonly digest: string;
  /** Commit that was reviewed. */
  readonly commit: string;
  readonly stacks: ReadonlyMap<string, ReviewedStack>;
}

/** Reads what `pr review` wrote: nothing is applied without it. @throws LaunchgateError `deploy.review-*`, exit 4 (P7) */
export async function readReviewed(cwd: string, file: string | undefined): Promise<Reviewed> {
  if (file === undefined) throw refused("missing", "Nothing says what was reviewed, and nothing else is applied");
  const text = await readFile(path.resolve(cwd, file), "utf8").catch(() => {
    throw refused("missing", `The review ${file} cannot be read`);
  });
  const parsed = reviewSchema.safeParse(parsedJson(text));
  if (!parsed.success) throw refused("unreadable", `${file} is no review of this version`);
  const { verdict, headCommit, stacks } = parsed.data;
  if (verdict === "blocked") throw refused("blocked", `The review of ${headCommit.slice(0, 12)} was blocked`);
  const damaged = stacks.find((each) => each.steps !== null && stepDigest(each.steps) !== each.stepDigest);
  if (damaged) throw refused("damaged", `The steps of stack "${damaged.stack}" in ${file} are not those of its digest`);
  return {
    digest: createHash("sha256").update(text).digest("hex"),
    commit: headCommit,
    stacks: new Map(stacks.map(({ stack, steps }) => [stack, { steps }])),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(what: string, problem: string): LaunchgateError {
  return new LaunchgateError({
    code: `deploy.review-${what}`,
    message: `${problem}.`,
    fix: "Give --reviewed the file that `launchgate pr review` wrote for the merged pull request. Nothing was changed.",
    exitCode: exitCodes.blocked,
  });
}

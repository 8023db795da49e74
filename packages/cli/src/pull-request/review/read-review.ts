import { readFile } from "node:fs/promises";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import { reviewSchema, type Review } from "./review.ts";

/**
 * Reads a review that `pr review` wrote.
 *
 * @throws LaunchgateError `pull-request.review-unreadable` where the file is missing, or is none of this version
 */
export async function readReview(cwd: string, file: string): Promise<Review> {
  const content = await readFile(path.resolve(cwd, file), "utf8").catch((cause: unknown) => {
    throw unreadable(file, `it cannot be opened (${(cause as NodeJS.ErrnoException).code ?? "unknown reason"})`, cause);
  });
  const parsed = reviewSchema.safeParse(json(file, content));
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
  throw unreadable(file, `it is no review of this version${at === "" ? "" : ` (at ${at})`}`, parsed.error);
}

function json(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw unreadable(file, "it is no JSON", cause);
  }
}

function unreadable(file: string, reason: string, cause: unknown): LaunchgateError {
  return new LaunchgateError({
    code: "pull-request.review-unreadable",
    message: `The review ${file} is not taken: ${reason}.`,
    fix: "Write it with `launchgate pr review --out FILE` of this version.",
    cause,
  });
}

import { createHash } from "node:crypto";
import type { SmokeStep } from "@launchgate/core";

/** Why a step did not pass; each of them is a no. (P4) */
export const smokeReasons = [
  /** Nobody answered: refused, cut before the first byte, name or certificate wrong. */
  "no-answer",
  /** The answer took longer than the model allows. */
  "late",
  /** The answer ended before it was whole. */
  "partial",
  /** The answer is larger than {@link mostBytes}. */
  "too-large",
  /** Sent elsewhere: to another host, in a circle, or while writing. */
  "redirected",
  /** Sent to a page where people sign in. */
  "login",
  /** Another status than the model expects. */
  "status",
  /** The text that the model expects is not in the body. */
  "body",
  /** Another version answered than expected, or one that does not say which it is. */
  "version",
  /** The value for later steps is not in the answer. */
  "extract",
  /** The time of the whole suite was over. */
  "out-of-time",
] as const;
/** One of {@link smokeReasons}. */
export type SmokeReason = (typeof smokeReasons)[number];

/** Most bytes of one answer: smoke steps ask for pages and small JSON, and a suite must not fill the memory of a pipeline. */
export const mostBytes = 1_048_576;

/** What became of one step. */
export interface StepResult {
  readonly title: string;
  readonly method: string;
  /** As the model writes it: values of earlier steps are not shown. */
  readonly path: string;
  /** `not-run`: a step before it did not pass. */
  readonly verdict: "passed" | "failed" | "not-run";
  /** How often it was tried. */
  readonly tries: number;
  /** Of the last answer; absent where nobody answered. */
  readonly status?: number;
  /** Milliseconds of the last answer, with its redirects. */
  readonly milliseconds?: number;
  /** What the last answer said of its version; absent where it said nothing. */
  readonly version?: string;
  readonly reason?: SmokeReason;
  /** One line for people; no secret, no body. */
  readonly text?: string;
}

/** Verdict about one service, as it is kept. */
export interface ServiceSmoke {
  readonly service: string;
  /** Address that was asked; empty where there is none. */
  readonly url: string;
  readonly verdict: "passed" | "failed";
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601. */
  readonly endedAt: string;
  /** The one version that answered every step; null where several did, or none said so. */
  readonly version: string | null;
  /** Fingerprint of what was judged: service, stage, version and suite. Evidence counts for exactly that. */
  readonly digest: string;
  readonly steps: readonly StepResult[];
  /** Why no step could be run. */
  readonly why?: string;
}

/** Verdict about the services of a stage: the file of `--out`. */
export interface SmokeReport {
  /** Form of the file. */
  readonly format: 1;
  readonly stack: string;
  readonly stage: string;
  readonly verdict: "passed" | "failed";
  /** Version that had to answer every step; null: any. */
  readonly expectedVersion: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly services: readonly ServiceSmoke[];
}

/** Passed only where every step of the suite has a result of its own, in its order, that passed. */
export function verdictOf(suite: readonly SmokeStep[], results: readonly StepResult[]): "passed" | "failed" {
  const whole = suite.length > 0 && suite.length === results.length;
  const good = suite.every(({ title }, index) => {
    const result = results[index];
    return result?.title === title && result.verdict === "passed";
  });
  return whole && good ? "passed" : "failed";
}

/** Fingerprint of what a verdict is about, sha256 in hex. */
export function judgedDigest(
  service: string,
  stage: string,
  version: string | null,
  suite: readonly SmokeStep[],
): string {
  return createHash("sha256")
    .update(JSON.stringify([service, stage, version, suite]))
    .digest("hex");
}

/** The one version that every answer told; null where they differ or one told none. */
export function commonVersion(results: readonly StepResult[]): string | null {
  const told = new Set(results.filter(({ verdict }) => verdict !== "not-run").map(({ version }) => version ?? null));
  const [only = null] = told;
  return told.size === 1 ? only : null;
}

import { exitCodes, LaunchgateError } from "@launchgate/core";
import { counted } from "../counted.ts";
import {
  comparableSteps,
  differences,
  stepDigest,
  type ComparableStep,
  type StepDifference,
} from "../engine/step-digest.ts";
import type { ReviewedStack } from "./reviewed.ts";

/** The world is another one than that which was reviewed. */
export class ChangedWorldError extends LaunchgateError {
  readonly differences: readonly StepDifference[];

  constructor(stack: string, problem: string, found: readonly StepDifference[]) {
    super({
      code: "deploy.changed-world",
      message: `Stack "${stack}": ${problem}`,
      fix: "Have it reviewed anew (`launchgate pr plan`, `pr review`), or go on with --accept-changes as a person of the model. Nothing was changed.",
      exitCode: exitCodes.blocked,
    });
    this.name = "ChangedWorldError";
    this.differences = found;
  }
}

/** How a preview stands to its review. */
export interface Held {
  /** What is not as reviewed; empty: it may be applied. */
  readonly differences: readonly StepDifference[];
  /** One sentence about it. */
  readonly problem: string;
}

const asReviewed: Held = { differences: [], problem: "" };

/**
 * Compares what would be done with what was reviewed (P7). `resumed`: an earlier try has begun to apply exactly this review, so what it
 * has done already may be missing, and nothing may have come in addition.
 */
export function heldToReview(
  { steps }: ReviewedStack,
  now: readonly ComparableStep[],
  { resumed }: { readonly resumed: boolean },
): Held {
  if (steps === null) {
    const found = differences([], now);
    if (found.length === 0) return asReviewed;
    return {
      differences: found,
      problem: "the review saw no steps of the engine, as for a fork, so nobody has seen these.",
    };
  }
  if (resumed && isRest(steps, now)) return asReviewed;
  const found = differences(steps, now);
  if (found.length === 0) return asReviewed;
  return {
    differences: found,
    problem: `the world has changed since the review: ${counted(found.length, "resource")} would be changed otherwise.`,
  };
}

/** Whether every step was reviewed: some may be done already. */
function isRest(reviewed: readonly ComparableStep[], now: readonly ComparableStep[]): boolean {
  const known = new Set(comparableSteps(reviewed).map((each) => stepDigest([each])));
  return now.every((each) => known.has(stepDigest([each])));
}

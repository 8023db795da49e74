import type { Review, ReviewFinding, StackReview } from "../../../../packages/cli/src/pull-request/review/review.ts";

/** A review of one stack in which nothing changes. */
export function emptyReview(headCommit: string): Review {
  return {
    format: "launchgate-review",
    version: 1,
    verdict: "passes",
    baseCommit: "b".repeat(40),
    headCommit,
    at: "2026-11-21T10:00:00.000Z",
    faults: [],
    guarded: [],
    rules: [],
    stacks: [emptyStack("prod")],
  };
}

/** The review of a stack in which nothing changes. */
export function emptyStack(stack: string): StackReview {
  return {
    stack,
    verdict: "passes",
    presence: "both",
    faults: [],
    basis: "plans",
    steps: null,
    stepDigest: null,
    planDigest: null,
    changes: [],
    facts: [],
    dataRisks: [],
    findings: [],
    waivers: [],
    gaps: [],
    freeze: null,
  };
}

/** A finding with what is given. */
export function finding(given: Partial<ReviewFinding> = {}): ReviewFinding {
  return {
    kind: "violation",
    rule: "github-environment-require-wait",
    resource: "web-prod-gate-environment",
    severity: "high",
    message: '"prod" waits 0 minutes, 5 are needed',
    fix: "Set stages.<stage>.approval.wait.",
    by: ["base", "head"],
    isNew: true,
    place: null,
    ...given,
  };
}

/** A review with `count` findings, each on a line of its own. */
export function manyFindings(headCommit: string, count: number): Review {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({ resource: `thing-${String(index)}`, place: { path: "stacks/prod.ts", line: index + 1 } }),
  );
  return {
    ...emptyReview(headCommit),
    verdict: "blocked",
    stacks: [{ ...emptyStack("prod"), verdict: "blocked", findings }],
  };
}

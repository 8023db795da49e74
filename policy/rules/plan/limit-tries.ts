import { when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** Three tries, then a person (P9). */
export const limitTries = definePlanRule({
  id: "plan-pipeline-limit-tries",
  title: "A pipeline tries three times at most before it reverts and calls a person",
  cause: "release.pipelineTries is above 3.",
  why: "Retries hide a fault until it is everywhere, and each of them may apply something twice.",
  fix: "Set release.pipelineTries to 3 or fewer.",
  requirements: ["P9"],
  severity: "medium",
  tags: ["pipeline"],
  check: ({ pipelineTries }) =>
    when(!(pipelineTries >= 1 && pipelineTries <= 3), `a pipeline tries ${String(pipelineTries)} times`),
});

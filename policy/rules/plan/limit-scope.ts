import { when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** What may be released into is said, and holds (R9). */
export const limitScope = definePlanRule({
  id: "plan-scope-limit-stages",
  title: "A release reaches staging and production only within its declared scope",
  cause: "The stack's stage is staging or production and is not among release.scope.stages, or no tenant is named.",
  why: "A pilot feature is live for everybody because nobody told the pipeline that it was a pilot.",
  fix: "Add the stage to release.scope.stages, which is a decision, or do not release there.",
  requirements: ["R9"],
  severity: "high",
  levels: { development: "off", drill: "off", shared: "off" },
  tags: ["scope"],
  check: ({ scope, stageId }) => [
    ...when(
      !scope.stages.some((stage) => stage === stageId),
      `stage "${String(stageId)}" is not in the declared scope`,
    ),
    ...when(scope.tenants.length === 0, "the scope names no tenant"),
  ],
});

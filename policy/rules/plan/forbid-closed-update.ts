import { judgeFreeze, releaseTypeIds } from "@launchgate/core";
import { defineRule, type Breach } from "../../define-rule.ts";
import { RELEASE_PLAN_TYPE } from "../../kernel/plan.ts";

/** A freeze binds acts, not reviews (L1, house decision 5). */
export const forbidClosedUpdate = defineRule({
  id: "plan-freeze-forbid-update",
  title: "Nothing is changed while the calendar is closed",
  cause: "At this moment the freeze calendar is closed for the stage for every type of release.",
  why: "A change in the freeze meets an office that is empty: it breaks when nobody is there to undo it.",
  fix: "Wait until the calendar opens; in an emergency use the recorded override of two people.",
  requirements: ["L1"],
  severity: "high",
  types: [RELEASE_PLAN_TYPE],
  tags: ["plan", "freeze"],
  link: "https://www.pulumi.com/docs/insights/policy/",
  scope: "stack-plan",
  check: ({ plan, graph, now, phase, settings }): readonly Breach[] => {
    const production = Object.entries(plan.stageKinds).find(([, kind]) => kind === "production")?.[0];
    const stage = plan.stageId ?? production ?? "";
    const verdicts = releaseTypeIds.map((releaseType) =>
      judgeFreeze(plan.freeze.windows, { stage, at: now, releaseType }),
    );
    const [first] = verdicts;
    if (first === undefined || verdicts.some(({ open }) => open)) return [];
    return [
      {
        message: `the calendar is closed for "${stage}": ${first.reason}`,
        resource: graph.ofType(RELEASE_PLAN_TYPE)[0],
        advice: phase === "preview" || settings.freeze === "advice",
      },
    ];
  },
});

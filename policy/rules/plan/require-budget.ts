import { definePlanRule } from "./define-plan-rule.ts";

/** What a stage may cost is said before it is spent (O5). */
export const requireBudget = definePlanRule({
  id: "plan-budget-require-limit",
  title: "A stage has a budget, and people are told before it is used up",
  cause: "The stage has no budget, or its lowest alert is above 80 percent.",
  why: "A loop in staging costs as much as production, and the bill comes at the end of the month.",
  fix: "Set stages.<stage>.budget with alertPercents.",
  requirements: ["O5"],
  severity: "medium",
  levels: { shared: "off", drill: "advisory" },
  tags: ["cost"],
  check: ({ stage, stageId }) => {
    const budget = stage?.budget;
    if (budget === undefined) return [`stage "${String(stageId)}" has no budget`];
    const first = Math.min(...budget.alertPercents);
    return first <= 80 ? [] : [`stage "${String(stageId)}" tells of its costs from ${String(first)} percent on`];
  },
});

import { defineRule, type Breach } from "../../define-rule.ts";
import { uses } from "./services-of.ts";

/** The budget speaks up (O5). */
export const matchBudget = defineRule({
  id: "across-budget-match-alerts",
  title: "Each alert of a stage's budget is a monitor",
  cause:
    "The plan's budget tells people at shares for which the stack has no monitor below StageCosts, or for another amount.",
  why: "The budget is a number in a file, and the bill is the first to tell of it.",
  fix: "Let components/datadog/stage-costs.ts make the monitors of stages.<stage>.budget.",
  requirements: ["O5"],
  severity: "medium",
  levels: { shared: "off", drill: "advisory" },
  types: ["launchgate:datadog:StageCosts", "datadog:index/monitor:Monitor"],
  tags: ["cost"],
  link: "https://docs.datadoghq.com/cloud_cost_management/",
  scope: "stack-plan",
  check: (context): readonly Breach[] => {
    const { plan, graph } = context;
    const budget = plan.stage?.budget;
    if (budget === undefined || !uses(context, "datadog")) return [];
    const [costs] = graph.ofType("launchgate:datadog:StageCosts");
    if (costs === undefined) return [{ message: `nothing watches the costs of "${String(plan.stageId)}"` }];
    const limits = graph
      .below(costs, "datadog:index/monitor:Monitor")
      .map((each) => each.numeric("monitorThresholds.critical"));
    return budget.alertPercents
      .map((percent) => ({ percent, usd: (budget.monthlyUsd * percent) / 100 }))
      .filter(({ usd }) => !limits.some((limit) => limit !== undefined && Math.abs(limit - usd) < 0.01))
      .map(({ percent, usd }) => ({
        message: `nobody is told at ${String(percent)} percent of the budget, ${String(usd)} USD`,
        resource: costs,
      }));
  },
});

import type { Problem } from "../errors.ts";
import type { Stage } from "../schema/stages.ts";
import type { ModelRule } from "./rule.ts";
import { problem } from "./tools.ts";

function alerts(id: string, { budget }: Stage): Problem[] {
  return (budget?.alertPercents ?? []).flatMap((percent, index, all) => {
    const before = all[index - 1] ?? 0;
    if (percent > before) return [];
    return [
      problem(
        "budget.alerts-not-rising",
        ["stages", id, "budget", "alertPercents", index],
        percent,
        `more than ${String(before)}, the share before`,
        "Order the shares and name each once.",
      ),
    ];
  });
}

/** Money. */
export const budgetRules: readonly ModelRule[] = [
  {
    id: "budgets",
    title: "Every stage has a budget, with rising shares at which people are told.",
    codes: ["budget.missing", "budget.alerts-not-rising"],
    requirements: ["O5"],
    check: ({ model }) =>
      Object.entries(model.stages).flatMap(([id, stage]) =>
        stage.budget
          ? alerts(id, stage)
          : [
              problem(
                "budget.missing",
                ["stages", id, "budget"],
                undefined,
                "a monthly budget in US dollars",
                `Add "stages.${id}.budget.monthlyUsd".`,
              ),
            ],
      ),
  },
];

import { requireRunbook } from "../../../policy/rules/datadog/require-runbook.ts";
import type { RuleTable } from "../rule-table.ts";

const resource = "prod-costs-budget-100";
const message = 'monitor "[prod] costs" notifies people without a runbook';

/** The tables of its rules. */
export const runbookTables: readonly RuleTable[] = [
  {
    rule: requireRunbook,
    stack: "prod",
    resource,
    breaks: [
      {
        name: "no asset and no link",
        edit: (stack) =>
          stack
            .set(resource, "assets", [])
            .set(resource, "message", "Look. @pagerduty-web-prod")
            .set(resource, "name", "[prod] costs"),
        message,
      },
    ],
    passes: [
      {
        name: "nobody is told",
        edit: (stack) => stack.set(resource, "assets", []).set(resource, "message", "Part of a composite."),
      },
      { name: "the link stands in the message", edit: (stack) => stack.set(resource, "assets", []) },
    ],
    reads: [
      { path: "message", wrong: 7, null: "passes" },
      { path: "assets", wrong: "list", null: "passes" },
    ],
  },
];

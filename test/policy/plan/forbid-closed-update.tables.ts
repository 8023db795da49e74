import { forbidClosedUpdate } from "../../../policy/rules/plan/forbid-closed-update.ts";
import type { BreakCase, RuleTable } from "../rule-table.ts";

const plan = "release-plan";
const windows = "freeze.windows";
const unlisted = 'the calendar is closed for "prod": unlisted-stage: no window lists the stage "prod".';

/** Ways to close production, each for every type of release. */
const closed: readonly BreakCase[] = [
  {
    name: "no window at all",
    edit: (stack) => stack.set(plan, windows, {}),
    message: unlisted,
  },
];

const common = { rule: forbidClosedUpdate, stack: "prod", resource: plan } as const;
const unreadable = `the release plan cannot be read at ${windows}`;
const reads: RuleTable["reads"] = [
  {
    path: windows,
    of: plan,
    at: "stack",
    wrong: "open",
    wrongMessage: unreadable,
    null: { message: unreadable, at: "stack" },
  },
];

/** The calendar binds an update and advises a preview (L1, house decision 5). */
export const closedUpdateTables: readonly RuleTable[] = [
  { ...common, phase: "update", breaks: closed, reads },
  { ...common, phase: "preview", breaks: closed.map((each) => ({ ...each, kind: "advice" as const })), reads: [] },
];

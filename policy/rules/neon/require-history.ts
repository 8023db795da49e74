import { defineRule, when, productionOnly } from "../../define-rule.ts";

/** Yesterday can be had back (B1, B7). */
export const requireHistory = defineRule({
  id: "neon-project-require-history",
  title: "Production keeps history for as many days as the pack demands",
  cause: "historyRetentionSeconds is below the pack's `minimumHistoryDays`, or not set: the default is one day.",
  why: "The wrong deletion is found on Monday, and history reaches back to Sunday.",
  fix: "Set stages.<stage>.database.restoreWindow.",
  requirements: ["B1", "B7"],
  severity: "high",
  levels: { ...productionOnly, foreign: "advisory" },
  types: ["neon:index:Project"],
  tags: ["backup"],
  link: "https://neon.com/docs/introduction/restore-window",
  scope: "resource",
  check: (project, { settings: { minimumHistoryDays } }) => {
    const days = (project.number("historyRetentionSeconds") ?? 86_400) / 86_400;
    return when(
      days < minimumHistoryDays,
      `"${project.text("name") ?? project.name}" keeps ${String(days)} days of history, ${String(minimumHistoryDays)} are needed`,
    );
  },
});

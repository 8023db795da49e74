import { days, planLimits, resolution, seconds } from "@launchgate/core";
import type { Problem, Resolution, Stage, Vendors } from "@launchgate/core";

/** What the history of a database is made from. */
export interface RestoreHistoryParts {
  readonly stageId: string;
  readonly stage: Stage;
  readonly vendors: Vendors;
}

/**
 * Seconds of history that restore to a point in time needs (B1, B7). Problems: `neon.restore-window-short` below the rollback
 * window, `neon.restore-window-over-plan`, `neon.restore-window-fraction`.
 */
export function resolveRestoreHistory(parts: RestoreHistoryParts): Resolution<{ readonly seconds: number }> {
  const window = parts.stage.database.restoreWindow;
  return resolution({ seconds: seconds(window) }, [...lengthProblems(parts), ...planProblems(parts)]);
}

function lengthProblems({ stageId, stage }: RestoreHistoryParts): Problem[] {
  const window = stage.database.restoreWindow;
  const at = { path: `stages.${stageId}.database.restoreWindow`, value: window };
  const problems: Problem[] = [];
  if (seconds(window) < seconds(stage.rollbackWindow)) {
    problems.push({
      ...at,
      code: "neon.restore-window-short",
      expected: `at least the rollback window, ${stage.rollbackWindow}`,
      fix: "Keep more history, or shorten the rollback window: data must reach back as far as deployments do.",
    });
  }
  if (!Number.isInteger(seconds(window))) {
    const expected = "whole seconds";
    problems.push({ ...at, code: "neon.restore-window-fraction", expected, fix: "Round the window." });
  }
  return problems;
}

function planProblems({ stageId, stage, vendors }: RestoreHistoryParts): Problem[] {
  const most = planLimits(vendors).neonRestoreWindowDays;
  if (days(stage.database.restoreWindow) <= most) return [];
  return [
    {
      code: "neon.restore-window-over-plan",
      path: `stages.${stageId}.database.restoreWindow`,
      value: stage.database.restoreWindow,
      expected: `at most ${String(most)} days on the plan ${vendors.neon.plan}`,
      fix: "Shorten the window or change the plan.",
    },
  ];
}

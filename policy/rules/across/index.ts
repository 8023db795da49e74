import type { Rule } from "../../define-rule.ts";
import { limitRecovery } from "./limit-recovery.ts";
import { matchBudget } from "./match-budget.ts";
import { matchMonitorOwner } from "./match-monitor-owner.ts";
import { matchRamp } from "./match-ramp.ts";
import { matchRequiredDeployments } from "./match-required-deployments.ts";
import { protectData } from "./protect-data.ts";
import { requireGate } from "./require-gate.ts";
import { requireKillSwitches } from "./require-kill-switches.ts";
import { requireObjectives } from "./require-objectives.ts";
import { requireOwner } from "./require-owner.ts";
import { requirePager } from "./require-pager.ts";
import { requireReachablePager } from "./require-reachable-pager.ts";
import { requireRestorableData } from "./require-restorable-data.ts";
import { requireReturnableDeployments } from "./require-returnable-deployments.ts";
import { requireSmoke } from "./require-smoke.ts";

/** Rules that compare what several vendors are told. */
export const acrossRules: readonly Rule[] = [
  limitRecovery,
  matchBudget,
  matchMonitorOwner,
  matchRamp,
  matchRequiredDeployments,
  protectData,
  requireGate,
  requireKillSwitches,
  requireObjectives,
  requireOwner,
  requirePager,
  requireReachablePager,
  requireRestorableData,
  requireReturnableDeployments,
  requireSmoke,
];

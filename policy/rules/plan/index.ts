import type { Rule } from "../../define-rule.ts";
import { forbidClosedUpdate } from "./forbid-closed-update.ts";
import { forbidDebug } from "./forbid-debug.ts";
import { forbidEphemeralProduction } from "./forbid-ephemeral-production.ts";
import { forbidExpiredRisks } from "./forbid-expired-risks.ts";
import { limitOpenRisks } from "./limit-open-risks.ts";
import { limitOverride } from "./limit-override.ts";
import { limitPaging } from "./limit-paging.ts";
import { limitScope } from "./limit-scope.ts";
import { limitSecretAge } from "./limit-secret-age.ts";
import { limitTries } from "./limit-tries.ts";
import { requireBudget } from "./require-budget.ts";
import { requireChecklist } from "./require-checklist.ts";
import { requireCompensation } from "./require-compensation.ts";
import { requireDarkStart } from "./require-dark-start.ts";
import { requireDecisionOwners } from "./require-decision-owners.ts";
import { requireEvidence } from "./require-evidence.ts";
import { requireHandOffs } from "./require-hand-offs.ts";
import { requireOpenWindow } from "./require-open-window.ts";
import { requireRehearsal } from "./require-rehearsal.ts";
import { requireReleasePlan } from "./require-release-plan.ts";
import { requireRetention } from "./require-retention.ts";
import { requireRollbackSteps } from "./require-rollback-steps.ts";
import { requireRollbackTriggers } from "./require-rollback-triggers.ts";
import { requireSignOffs } from "./require-sign-offs.ts";
import { requireWatch } from "./require-watch.ts";

/** Rules over the release plan itself. */
export const planRules: readonly Rule[] = [
  requireReleasePlan,
  requireRehearsal,
  forbidEphemeralProduction,
  requireDarkStart,
  requireEvidence,
  requireWatch,
  requireOpenWindow,
  forbidClosedUpdate,
  limitOverride,
  requireSignOffs,
  requireDecisionOwners,
  requireChecklist,
  requireHandOffs,
  limitScope,
  forbidExpiredRisks,
  limitOpenRisks,
  requireRollbackSteps,
  requireRollbackTriggers,
  limitTries,
  limitSecretAge,
  requireCompensation,
  requireRetention,
  requireBudget,
  limitPaging,
  forbidDebug,
];

import type { Rule } from "../../define-rule.ts";
import { forbidDrafts } from "./forbid-drafts.ts";
import { limitMute } from "./limit-mute.ts";
import { limitTarget } from "./limit-target.ts";
import { matchLogRetention } from "./match-log-retention.ts";
import { requireBurnAlerts } from "./require-burn-alerts.ts";
import { requireLocations } from "./require-locations.ts";
import { requireMissingData } from "./require-missing-data.ts";
import { requireRunbook } from "./require-runbook.ts";
import { requireSecureVariables } from "./require-secure-variables.ts";

/** Rules over Datadog resources. */
export const datadogRules: readonly Rule[] = [
  forbidDrafts,
  limitMute,
  limitTarget,
  matchLogRetention,
  requireBurnAlerts,
  requireLocations,
  requireMissingData,
  requireRunbook,
  requireSecureVariables,
];

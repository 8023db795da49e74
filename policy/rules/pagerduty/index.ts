import type { Rule } from "../../define-rule.ts";
import { forbidLoneRota } from "./forbid-lone-rota.ts";
import { limitAcknowledgement } from "./limit-acknowledgement.ts";
import { limitDelay } from "./limit-delay.ts";
import { requireAlerts } from "./require-alerts.ts";
import { requireContacts } from "./require-contacts.ts";
import { requireFixedStart } from "./require-fixed-start.ts";
import { requireLevels } from "./require-levels.ts";
import { requireLoops } from "./require-loops.ts";
import { requirePromptNotice } from "./require-prompt-notice.ts";

/** Rules over PagerDuty resources. */
export const pagerDutyRules: readonly Rule[] = [
  forbidLoneRota,
  limitAcknowledgement,
  limitDelay,
  requireAlerts,
  requireContacts,
  requireFixedStart,
  requireLevels,
  requireLoops,
  requirePromptNotice,
];

import type { Rule } from "../../define-rule.ts";
import { forbidAutoAssign } from "./forbid-auto-assign.ts";
import { forbidPlainSecrets } from "./forbid-plain-secrets.ts";
import { forbidTimer } from "./forbid-timer.ts";
import { limitRamp } from "./limit-ramp.ts";
import { requireForkProtection } from "./require-fork-protection.ts";
import { requireProtection } from "./require-protection.ts";
import { requireRateLimit } from "./require-rate-limit.ts";
import { requireSensitiveVariables } from "./require-sensitive-variables.ts";

/** Rules over Vercel resources. */
export const vercelRules: readonly Rule[] = [
  forbidAutoAssign,
  forbidPlainSecrets,
  forbidTimer,
  limitRamp,
  requireForkProtection,
  requireProtection,
  requireRateLimit,
  requireSensitiveVariables,
];

import type { Rule } from "../../define-rule.ts";
import { forbidSuspend } from "./forbid-suspend.ts";
import { limitCompute } from "./limit-compute.ts";
import { limitExposure } from "./limit-exposure.ts";
import { requireExpiry } from "./require-expiry.ts";
import { requireHistory } from "./require-history.ts";
import { requireProtectedBranch } from "./require-protected-branch.ts";
import { requireScaleToZero } from "./require-scale-to-zero.ts";
import { requireSnapshots } from "./require-snapshots.ts";

/** Rules over Neon resources. */
export const neonRules: readonly Rule[] = [
  forbidSuspend,
  limitCompute,
  limitExposure,
  requireExpiry,
  requireHistory,
  requireProtectedBranch,
  requireScaleToZero,
  requireSnapshots,
];

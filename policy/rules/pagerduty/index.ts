import type { Rule } from "../../define-rule.ts";

/** Rules over PagerDuty resources. */
export const pagerDutyRules: readonly Rule[] = [];

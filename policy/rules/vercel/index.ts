import type { Rule } from "../../define-rule.ts";

/** Rules over Vercel resources. */
export const vercelRules: readonly Rule[] = [];

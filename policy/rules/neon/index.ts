import type { Rule } from "../../define-rule.ts";

/** Rules over Neon resources. */
export const neonRules: readonly Rule[] = [];

import type { Rule } from "../../define-rule.ts";

/** Rules that compare what several vendors are told. */
export const acrossRules: readonly Rule[] = [];

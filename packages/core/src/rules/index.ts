import type { ModelRule } from "./rule.ts";

/** Every cross-field rule, in the order of the model's areas. */
export const rules: readonly ModelRule[] = [];

import type { Rule } from "../../define-rule.ts";
import { requireReleasePlan } from "./require-release-plan.ts";

/** Rules over the release plan itself. */
export const planRules: readonly Rule[] = [requireReleasePlan];

import type { Rule } from "../../define-rule.ts";
import { requireRunbook } from "./require-runbook.ts";

/** Rules over Datadog resources. */
export const datadogRules: readonly Rule[] = [requireRunbook];

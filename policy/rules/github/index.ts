import type { Rule } from "../../define-rule.ts";
import { requireApprovers } from "./require-approvers.ts";

/** Rules over GitHub resources. */
export const githubRules: readonly Rule[] = [requireApprovers];

import { definePlanRule } from "./define-plan-rule.ts";

/** The plan is what all other rules of this folder read (P7). */
export const requireReleasePlan = definePlanRule({
  id: "plan-stack-require-release-plan",
  title: "A stack carries its release plan, and it can be read",
  cause:
    "The program registers components of Launchgate but no ReleasePlan, more than one, or one whose data are not a plan.",
  why: "Rules compare what vendors are told with what the organisation decided; without the plan nothing can be compared.",
  fix: "Register one ReleasePlan in infra/program.ts, made from the model.",
  requirements: ["P7"],
  severity: "critical",
  tags: [],
  // Reading the plan is the rule: the kernel has done it before this is called.
  check: () => [],
});

import type { ReleasePlanInputs } from "@launchgate/core";
import { defineRule, type Messages, type PlanContext, type Rule, type RuleArgs } from "../../define-rule.ts";
import { RELEASE_PLAN_TYPE } from "../../kernel/plan.ts";

/** What one writes down for a rule over the plan alone. */
export type PlanRuleArgs = Pick<
  RuleArgs,
  "id" | "title" | "cause" | "why" | "fix" | "requirements" | "severity" | "levels" | "tags"
> & { readonly check: (plan: ReleasePlanInputs, context: PlanContext) => Messages };

/** A rule over the release plan itself; findings are about the plan's resource. */
export function definePlanRule({ check, tags, ...args }: PlanRuleArgs): Rule {
  return defineRule({
    ...args,
    tags: ["plan", ...tags],
    types: [RELEASE_PLAN_TYPE],
    link: "https://www.pulumi.com/docs/insights/policy/",
    scope: "plan",
    check: (_resource, context) => check(context.plan, context),
  });
}

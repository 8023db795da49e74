import { defineRule, type Breach, type PlanContext, type Rule, type RuleArgs } from "../../define-rule.ts";
import type { ResourceView } from "../../kernel/graph.ts";
import { SERVICE_STAGE, servicesOf, uses, type PlannedStage } from "./services-of.ts";

/** What one writes down for a rule over what each service of a stage must have. */
export type ServiceRuleArgs = Pick<
  RuleArgs,
  "id" | "title" | "cause" | "why" | "fix" | "requirements" | "severity" | "levels" | "tags" | "link" | "features"
> & {
  /** Vendor that gives it; where the organisation does not use it, nothing is asked. */
  readonly vendor: string;
  /** Types that serve it. */
  readonly needs: readonly string[];
  /** What is lacking, one line each. `found` are the resources of `needs` below the service's component. */
  readonly lacks: (service: PlannedStage, found: readonly ResourceView[], context: PlanContext) => readonly string[];
};

/** A rule over what each service must have in a stage; findings are about the service's component. */
export function defineServiceRule({ vendor, needs, lacks, ...args }: ServiceRuleArgs): Rule {
  return defineRule({
    ...args,
    types: [SERVICE_STAGE, ...needs],
    scope: "stack-plan",
    check: (context): readonly Breach[] => {
      if (!uses(context, vendor)) return [];
      return servicesOf(context).flatMap((service) => {
        const { component: resource } = service;
        if (resource === undefined) return [{ message: `service "${service.id}" of the plan is not in the stack` }];
        const found = context.graph.below(resource, ...needs);
        return lacks(service, found, context).map((message) => ({ message, resource }));
      });
    },
  });
}

import type { PlannedService } from "@launchgate/core";
import type { PlanContext } from "../../define-rule.ts";
import type { ResourceView } from "../../kernel/graph.ts";

/** Type token of one stage of one service. */
export const SERVICE_STAGE = "launchgate:release:ReleaseEnvironment";

/** One service of a stage: what was decided, and the component that carries it out. */
export interface PlannedStage {
  readonly id: string;
  readonly facts: PlannedService;
  /** Undefined where the stack has none for the service. */
  readonly component: ResourceView | undefined;
}

/** Every service that the plan names for the stack; none in the shared stack. */
export function servicesOf({ plan, graph }: PlanContext): readonly PlannedStage[] {
  if (plan.stage === null) return [];
  const components = graph.ofType(SERVICE_STAGE);
  return plan.services.flatMap((id) => {
    const facts = plan.serviceFacts[id];
    if (facts === undefined) throw new Error(`the release plan says nothing of its service "${id}"`);
    return [{ id, facts, component: components.find((each) => each.text("service") === id) }];
  });
}

/** Whether the vendor is used at all: what is not used is a named gap already (A3). */
export function uses({ plan }: PlanContext, vendor: string): boolean {
  return plan.plans[vendor] !== "none";
}

import type { Approval, ReleasePlanInputs } from "@launchgate/core";
import type { RuleContext } from "../../define-rule.ts";
import type { ResourceView } from "../../kernel/graph.ts";

/** Type token of a deployment environment. */
export const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";

/** GitHub's page on environments. */
export const ENVIRONMENTS_PAGE =
  "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments";

/**
 * Whether an environment is one of production: all of a production stack's; elsewhere (the shared stack declares those of the rules
 * repository, a program without a plan has whatever it has) those whose name fits the pattern `productionEnvironments`.
 */
export function isProduction(environment: ResourceView, { setting, settings }: RuleContext): boolean {
  return (
    setting === "production" ||
    new RegExp(settings.productionEnvironments, "i").test(environment.text("environment") ?? "")
  );
}

/** Approval that the plan states for an environment: that of the stack's stage, in the shared stack that of the rules repository's own. */
export function plannedApproval(environment: ResourceView, plan: ReleasePlanInputs): Approval | undefined {
  if (plan.stage !== null) return plan.stage.approval;
  const { name, environments } = plan.rulesRepository;
  return environment.text("repository") === name
    ? environments[environment.text("environment") ?? ""]?.approval
    : undefined;
}

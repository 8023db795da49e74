import type { RuleContext } from "../../define-rule.ts";
import type { ResourceView } from "../../kernel/graph.ts";

/** Type token of a deployment environment. */
export const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";

/** GitHub's page on environments. */
export const ENVIRONMENTS_PAGE =
  "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments";

/**
 * Whether an environment is one of production: all of a production stack's; in a program without a plan those whose name fits the pattern
 * `productionEnvironments`.
 */
export function isProduction(environment: ResourceView, { setting, settings }: RuleContext): boolean {
  if (setting === "production") return true;
  return (
    setting === "foreign" &&
    new RegExp(settings.productionEnvironments, "i").test(environment.text("environment") ?? "")
  );
}

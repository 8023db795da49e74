import { productionAndStaging, when } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** Each service goes through a gate (P3). */
export const requireGate = defineServiceRule({
  id: "across-service-require-gate",
  title: "Each service of a stage has a GitHub environment as its gate",
  cause: "Below the service's component there is no RepositoryEnvironment for the stage.",
  why: "The service deploys without approval, secrets and branch policy, while all others wait.",
  fix: "Let components/release-environment.ts make the service's DeploymentEnvironment.",
  requirements: ["P3", "P1"],
  severity: "critical",
  levels: productionAndStaging,
  tags: ["approval"],
  link: "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
  vendor: "github",
  needs: ["github:index/repositoryEnvironment:RepositoryEnvironment"],
  lacks: ({ id }, found, { plan }) =>
    when(
      !found.some((each) => each.text("environment") === plan.stageId),
      `service "${id}" has no gate in "${String(plan.stageId)}"`,
    ),
});

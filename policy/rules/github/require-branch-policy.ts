import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

const POLICY = "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";

/** Only what was merged may go out (P3, P6). */
export const requireBranchPolicy = defineRule({
  id: "github-environment-require-branch-policy",
  title: "Only named branches and tags deploy into production",
  cause: "The environment has no deployment branch policy, or a custom one without a single pattern.",
  why: "Any branch can carry a workflow that deploys it: the whole guard of the main branch is walked around.",
  fix: "Set stages.<stage>.branchPolicy.",
  requirements: ["P3", "P6"],
  severity: "critical",
  levels: productionGates,
  types: [ENVIRONMENT],
  tags: ["approval", "branch", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-branch-policies"],
  scope: "in-stack",
  check: (environment, context) => {
    if (!isProduction(environment, context)) return [];
    const name = environment.text("environment") ?? environment.name;
    const custom = environment.flag("deploymentBranchPolicy.customBranchPolicies") === true;
    const guarded = environment.flag("deploymentBranchPolicy.protectedBranches") === true;
    if (!custom) return when(!guarded, `any branch may deploy into "${name}"`);
    const patterns = context.graph.usersOf(environment, POLICY);
    return when(patterns.length === 0, `"${name}" has a branch policy of its own without a pattern`);
  },
});

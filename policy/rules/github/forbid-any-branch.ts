import { defineRule, productionGates } from "../../define-rule.ts";
import { ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

/** A pattern that lets everything through is no policy (P3). */
export const forbidAnyBranch = defineRule({
  id: "github-environment-forbid-any-branch",
  title: "Patterns of deployable branches and tags are not open",
  cause: "A deployment policy of production has a pattern such as `*` or `**`.",
  why: "The policy is there and lets every branch deploy.",
  fix: "Name main and the pattern of release tags in stages.<stage>.branchPolicy.",
  requirements: ["P3"],
  severity: "critical",
  levels: productionGates,
  types: ["github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy"],
  tags: ["approval", "branch", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-branch-policies"],
  scope: "resource",
  check: (policy, context) => {
    if (!isProduction(policy, context)) return [];
    const patterns = [policy.text("branchPattern"), policy.text("tagPattern")].filter((each) => each !== undefined);
    if (patterns.length === 0) return [`"${policy.name}" has no pattern`];
    return patterns
      .filter((each) => /^[*?/[\]!]+$/.test(each))
      .map((each) => `the pattern "${each}" lets everything deploy`);
  },
});

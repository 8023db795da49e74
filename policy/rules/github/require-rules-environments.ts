import { defineRule, sharedOnly, type Breach } from "../../define-rule.ts";
import { uses } from "../across/services-of.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE } from "./production-environment.ts";

/** No job of the rules stands at a gate that nobody built (P3, S3). */
export const requireRulesEnvironments = defineRule({
  id: "github-environment-require-rules-environments",
  title: "Every environment that the workflows of the rules repository name is declared",
  cause: "The shared stack has no RepositoryEnvironment of that name for organization.rulesRepository.",
  why: "GitHub makes a missing environment by itself, without reviewers and open to every branch: a workflow on any branch then applies stacks.",
  fix: "Let components/github/rules-environments.ts make the environments of organization.rulesRepository.",
  requirements: ["P3", "S3"],
  severity: "critical",
  levels: sharedOnly,
  types: [ENVIRONMENT],
  tags: ["approval", "plan"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-branch-policies"],
  scope: "stack-plan",
  check: (context): readonly Breach[] => {
    if (!uses(context, "github")) return [];
    const { name, environments } = context.plan.rulesRepository;
    const declared = context.graph
      .ofType(ENVIRONMENT)
      .filter((each) => each.text("repository") === name)
      .map((each) => each.text("environment"));
    return Object.keys(environments)
      .filter((each) => !declared.includes(each))
      .map((each) => ({ message: `environment "${each}" of "${name}" is not declared` }));
  },
});

import { defineRule } from "../../define-rule.ts";

/** A rule that waits for what never comes blocks everybody (P6). */
export const matchRequiredDeployments = defineRule({
  id: "across-branch-match-deployments",
  title: "A deployment that a branch rule requires belongs to a stage of the model",
  cause: "requiredDeploymentEnvironments names an environment that no stage of the model is called.",
  why: "Every pull request waits for a deployment that nothing makes, until somebody turns the whole guard off.",
  fix: "Name stages in services.<id>.repository.requiredDeployments.",
  requirements: ["P6", "P1"],
  severity: "high",
  types: ["github:index/repositoryRuleset:RepositoryRuleset"],
  tags: ["branch"],
  link: "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets",
  scope: "plan",
  check: (ruleset, { plan }) =>
    ruleset
      .texts("rules.requiredDeployments.requiredDeploymentEnvironments")
      .filter((each) => plan.stageKinds[each] === undefined)
      .map(
        (each) =>
          `"${ruleset.text("repository") ?? ruleset.name}" waits for a deployment into "${each}", which is no stage`,
      ),
});

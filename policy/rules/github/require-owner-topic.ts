import { defineRule, when } from "../../define-rule.ts";

/** Who answers for it stands on it (O3). */
export const requireOwnerTopic = defineRule({
  id: "github-repository-require-owner",
  title: "A repository names its owning team",
  cause: "No topic of the repository is `team-<id>` of a team of the model.",
  why: "In an incident nobody finds out whom to call, and a repository without owner is not patched.",
  fix: "Set services.<id>.owner; components/github writes the topic.",
  requirements: ["O3", "P6"],
  severity: "low",
  types: ["github:index/repository:Repository"],
  tags: ["ownership", "plan"],
  link: "https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/classifying-your-repository-with-topics",
  scope: "plan",
  check: (repository, { plan }) => {
    const topics = repository.texts("topics");
    const owned = Object.keys(plan.teams).some((team) => topics.includes(`team-${team}`));
    return when(!owned, `"${repository.text("name") ?? repository.name}" names no owning team`);
  },
});

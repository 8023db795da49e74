import { defineRule, when } from "../../define-rule.ts";

/** What is private stays so (S2). */
export const matchVisibility = defineRule({
  id: "github-repository-match-visibility",
  title: "A repository is as visible as the model says",
  cause: "visibility differs from services.<id>.repository.visibility; the provider's default is public.",
  why: "A forgotten field publishes source, issues and history to everybody.",
  fix: "Set the visibility in the model and let components/github carry it over.",
  requirements: ["S2", "S1"],
  severity: "critical",
  types: ["github:index/repository:Repository"],
  tags: ["secrets", "plan"],
  link: "https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/managing-repository-settings/setting-repository-visibility",
  scope: "plan",
  check: (repository, { plan }) => {
    const name = repository.text("name") ?? repository.name;
    const service = Object.values(plan.serviceFacts).find((each) => each.repository.name === name);
    if (service === undefined) return [];
    const visibility = repository.text("visibility") ?? "public";
    const planned = service.repository.visibility;
    return when(visibility !== planned, `"${name}" is ${visibility}, the plan says ${planned}`);
  },
});

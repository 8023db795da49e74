import { defineRule, when } from "../../define-rule.ts";

/** A stranger's pull request gets no secret (S2, P6). */
export const requireForkProtection = defineRule({
  id: "vercel-project-require-fork-protection",
  title: "Forks are built only when somebody allows it",
  cause: "gitForkProtection is false.",
  why: "A pull request from a fork prints the environment's variables from its build script.",
  fix: "Leave gitForkProtection on.",
  requirements: ["S2", "P6"],
  severity: "high",
  types: ["vercel:index/project:Project"],
  tags: ["protection", "secrets"],
  link: "https://vercel.com/docs/project-configuration/git-settings",
  scope: "resource",
  check: (project) =>
    when(
      project.flag("gitForkProtection") === false,
      `"${project.text("name") ?? project.name}" builds forks without being asked`,
    ),
});

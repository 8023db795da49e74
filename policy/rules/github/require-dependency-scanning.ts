import { defineRule } from "../../define-rule.ts";

const ALERTS = "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts";
const UPDATES = "github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates";

/** Known holes in dependencies are told and mended (S1). */
export const requireDependencyScanning = defineRule({
  id: "github-repository-require-dependency-scanning",
  title: "Dependency alerts and security updates are on",
  cause: "A managed repository has no vulnerability alerts or no security updates, or they are off.",
  why: "The hole is public, the fix is released, and the service runs the old version for months.",
  fix: "Keep the alerts and updates that components/github/repository-settings.ts declares.",
  requirements: ["S1"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: ["github:index/repository:Repository"],
  tags: ["scanning", "dependencies"],
  link: "https://docs.github.com/code-security/dependabot/dependabot-alerts/about-dependabot-alerts",
  scope: "in-stack",
  check: (repository, { graph }) => {
    const name = repository.text("name") ?? repository.name;
    const on = (type: string): boolean =>
      graph.ofType(type).some((each) => each.text("repository") === name && each.flag("enabled") === true);
    return [
      ...(on(ALERTS) ? [] : [`"${name}" has no alerts on vulnerable dependencies`]),
      ...(on(UPDATES) ? [] : [`"${name}" has no security updates of dependencies`]),
    ];
  },
});

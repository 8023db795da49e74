import { defineRule, when } from "../../define-rule.ts";

/** What is not released is not public (S2, P4). */
export const requireProtection = defineRule({
  id: "vercel-project-require-protection",
  title: "Deployments that are not released ask who comes",
  cause:
    "vercelAuthentication.deploymentType is none or not set, and no password or trusted address guards the project.",
  why: "Preview addresses stand in pull requests and search engines, with unfinished features and real data.",
  fix: "Leave stages.<stage>.deploymentProtection at standard_protection_new.",
  requirements: ["S2", "P4"],
  severity: "high",
  types: ["vercel:index/project:Project"],
  tags: ["protection"],
  link: "https://vercel.com/docs/deployment-protection",
  scope: "resource",
  check: (project) => {
    const kind = project.text("vercelAuthentication.deploymentType") ?? "none";
    const guarded = kind !== "none" || project.has("passwordProtection") || project.has("trustedIps");
    return when(!guarded, `deployments of "${project.text("name") ?? project.name}" are open to everybody`);
  },
});

import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction, plannedApproval } from "./production-environment.ts";

/** With self-review off, one approver is none (P3). */
export const requireTwoPeople = defineRule({
  id: "github-environment-require-two-people",
  title: "Two people or more can approve a deployment into production",
  cause: "Teams and people of the plan's approval come to fewer than two persons.",
  why: "The only approver is on holiday, or started the deployment: nobody can release, or rules are bent.",
  fix: "Add people to the approving team, or a second team to stages.<stage>.approval.",
  requirements: ["P3"],
  severity: "high",
  levels: productionGates,
  types: [ENVIRONMENT],
  tags: ["approval", "plan", "production"],
  link: ENVIRONMENTS_PAGE,
  scope: "plan",
  check: (environment, context) => {
    const { plan } = context;
    if (environment.items("reviewers").length === 0 || !isProduction(environment, context)) return [];
    const approval = plannedApproval(environment, plan);
    if (approval === undefined) return [];
    const { teams, people } = approval;
    const able = new Set([...people, ...teams.flatMap((team) => plan.teams[team] ?? [])]);
    return when(able.size < 2, `${String(able.size)} people can approve, 2 are needed`);
  },
});

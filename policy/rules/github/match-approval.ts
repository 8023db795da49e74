import { minutes } from "@launchgate/core";
import { defineRule } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, plannedApproval } from "./production-environment.ts";

/** GitHub is told what the organisation decided (P3). */
export const matchApproval = defineRule({
  id: "github-environment-match-approval",
  title: "An environment asks for the approval that the plan states",
  cause: "Reviewers, self-review, administrators or wait timer differ from stages.<stage>.approval of the plan.",
  why: "Reports and checklists show the plan; a gate that differs makes all of them untrue.",
  fix: "Change the model, not the resource: components/github/deployment-environment.ts carries it over.",
  requirements: ["P3", "P7"],
  severity: "high",
  types: [ENVIRONMENT],
  tags: ["approval", "plan"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-reviewers"],
  scope: "plan",
  check: (environment, { plan }) => {
    const approval = plannedApproval(environment, plan);
    if (approval === undefined) return [];
    const blocks = environment.items("reviewers");
    const count = (kind: string): number => blocks.reduce((sum, each) => sum + each.items(kind).length, 0);
    const compared = [
      ["teams that approve", count("teams"), approval.teams.length],
      ["people who approve", count("users"), approval.people.length],
      ["administrators bypass", environment.flag("canAdminsBypass") ?? true, approval.adminsBypass],
      ["wait in minutes", environment.number("waitTimer") ?? 0, minutes(approval.wait)],
    ] as const;
    return compared
      .filter(([, is, planned]) => is !== planned)
      .map(([what, is, planned]) => `${what}: ${String(is)}, the plan says ${String(planned)}`);
  },
});

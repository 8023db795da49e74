import { defineRule, when } from "../../define-rule.ts";

/** Only known addresses reach the data (S2). */
export const limitExposure = defineRule({
  id: "neon-project-limit-exposure",
  title: "A restricted stage's database takes connections from its own addresses only",
  cause: "The stage restricts addresses and the project allows none, all, or only restricts protected branches.",
  why: "A leaked password is enough to read everything from anywhere.",
  fix: "Name the addresses in organization.complianceClasses.<id>.databaseAllowedIps.",
  requirements: ["S2"],
  severity: "high",
  types: ["neon:index:Project"],
  tags: ["exposure", "secrets"],
  link: "https://neon.com/docs/manage/projects#configure-ip-allow",
  features: ["neon-ip-allow"],
  scope: "plan",
  check: (project, { plan }) => {
    if (plan.stage?.database.restrictAddresses !== true) return [];
    const name = project.text("name") ?? project.name;
    const service = Object.entries(plan.serviceFacts).find(([id]) => name === `${id}-${String(plan.stageId)}`)?.[1];
    const wanted = plan.complianceClasses[service?.complianceClass ?? ""]?.databaseAllowedIps ?? [];
    if (wanted.length === 0) return [];
    const allowed = project.texts("allowedIps");
    const open = allowed.filter((each) => /^(?:0\.0\.0\.0|::)\/0$/.test(each));
    return [
      ...when(allowed.length === 0, `"${name}" takes connections from everywhere`),
      ...open.map((each) => `"${name}" allows ${each}, which is everywhere`),
      ...when(project.flag("allowedIpsProtectedBranchesOnly") === true, `"${name}" restricts protected branches only`),
    ];
  },
});

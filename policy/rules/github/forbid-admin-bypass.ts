import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

/** Administrators wait like everybody (P3). */
export const forbidAdminBypass = defineRule({
  id: "github-environment-forbid-admin-bypass",
  title: "Administrators do not bypass the approval of production",
  cause: "The environment's canAdminsBypass is not false; the provider's default is true.",
  why: "The few who can skip every gate are those who are asked to in a hurry.",
  fix: "Leave stages.<stage>.approval.adminsBypass at its default, false.",
  requirements: ["P3"],
  severity: "critical",
  levels: productionGates,
  types: [ENVIRONMENT],
  tags: ["approval", "bypass", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-reviewers"],
  scope: "resource",
  check: (environment, context) =>
    when(
      isProduction(environment, context) && environment.flag("canAdminsBypass") !== false,
      `administrators may skip the approval of "${environment.text("environment") ?? environment.name}"`,
    ),
});

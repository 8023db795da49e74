import { defineRule } from "../../define-rule.ts";

/** Belonging to the organisation alone opens nothing (S2). */
export const limitMembers = defineRule({
  id: "github-organization-limit-members",
  title: "Membership alone gives at most reading, and makes no repositories",
  cause: "defaultRepositoryPermission is above read, or members may create repositories.",
  why: "Every new colleague can push to every service on the first day, and repositories appear outside of the guard.",
  fix: "Keep components/github/organization-baseline.ts.",
  requirements: ["S2", "P6"],
  severity: "high",
  types: ["github:index/organizationSettings:OrganizationSettings"],
  tags: ["least-privilege"],
  link: "https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/setting-base-permissions-for-an-organization",
  scope: "resource",
  check: (organization) => {
    const permission = organization.text("defaultRepositoryPermission") ?? "read";
    const creates = organization.flag("membersCanCreateRepositories") !== false;
    return [
      ...(["none", "read"].includes(permission) ? [] : [`members have "${permission}" on every repository`]),
      ...(creates ? ["members may create repositories"] : []),
    ];
  },
});

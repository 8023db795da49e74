import type { Ids, Lives } from "./life.ts";

/** Teams, labels and the settings of the organisation. */
export const organizationLives = (ids: Ids): Lives => ({
  label: {
    type: "github:index/issueLabel:IssueLabel",
    inputs: { repository: "web", name: "type: patch", color: "0e8a16", description: "Hotfix" },
    changes: {
      name: { to: "type: fix", act: "replace" },
      color: { to: "b60205" },
      description: [{ to: "A hotfix" }, { to: undefined }],
    },
    unchanged: { repository: "there is one repository", etag: "an output by its nature" },
  },
  team: {
    type: "github:index/team:Team",
    inputs: { name: "Operations", description: "They run it", privacy: "closed" },
    changes: {
      name: { to: "Operations and more" },
      description: [{ to: "They still run it" }, { to: undefined }],
      notificationSetting: { to: "notifications_disabled" },
      parentTeamId: { to: ids["parent"] },
      privacy: { to: "secret" },
    },
    unchanged: {
      createDefaultMaintainer: "steers the provider at creation",
      ldapDn: "Enterprise Server only",
      parentTeamReadId: "an output by its nature",
      parentTeamReadSlug: "an output by its nature",
    },
  },
  membership: {
    type: "github:index/teamMembership:TeamMembership",
    inputs: { teamId: ids["parent"], username: "bruno-costa-example", role: "member" },
    changes: { role: { to: "maintainer" } },
    unchanged: { teamId: "replaces", username: "replaces", etag: "an output by its nature" },
  },
  repositoryOfTeam: {
    type: "github:index/teamRepository:TeamRepository",
    inputs: { teamId: ids["parent"], repository: "web", permission: "push" },
    changes: { permission: [{ to: "maintain" }, { to: "admin" }] },
    unchanged: { teamId: "replaces", repository: "replaces", etag: "an output by its nature" },
  },
  organization: {
    type: "github:index/organizationSettings:OrganizationSettings",
    lasting: true,
    inputs: { billingEmail: "bills@example.com", name: "Motion Mavericks", defaultRepositoryPermission: "none" },
    changes: {
      billingEmail: { to: "other@example.com" },
      name: { to: "Mavericks" },
      defaultRepositoryPermission: { to: "read" },
      ...Object.fromEntries(
        ["blog", "company", "description", "email", "location", "twitterUsername"].map((key) => [
          key,
          { to: key === "email" ? "hello@example.com" : key === "blog" ? "https://example.com" : "something" },
        ]),
      ),
      ...Object.fromEntries(
        [
          "hasOrganizationProjects",
          "hasRepositoryProjects",
          "membersCanCreateRepositories",
          "membersCanCreatePages",
        ].map((key) => [key, { to: false }]),
      ),
      ...Object.fromEntries(
        [
          "membersCanForkPrivateRepositories",
          "webCommitSignoffRequired",
          "advancedSecurityEnabledForNewRepositories",
          "dependabotAlertsEnabledForNewRepositories",
          "dependabotSecurityUpdatesEnabledForNewRepositories",
          "dependencyGraphEnabledForNewRepositories",
          "secretScanningEnabledForNewRepositories",
          "secretScanningPushProtectionEnabledForNewRepositories",
        ].map((key) => [key, { to: true }]),
      ),
      membersCanCreatePublicRepositories: { to: false },
      membersCanCreatePrivateRepositories: { to: false },
      membersCanCreateInternalRepositories: { to: true },
      membersCanCreatePublicPages: { to: false },
      membersCanCreatePrivatePages: { to: false },
    },
  },
});

import type { Inputs } from "./change.ts";

/** What the organisation's settings are before any of them changes. */
export const organizationBefore: Inputs = {
  billingEmail: "billing@motion-mavericks.example",
  // The provider wants these two to be what an organisation has not of itself, and cannot take them away.
  membersCanCreateInternalRepositories: true,
  name: "Motion Mavericks",
};

/** Every input of the organisation's settings and a value that is not the one that it has. There is one organisation only, so they change one after the other. */
export const organizationChanges: Inputs = {
  billingEmail: "money@motion-mavericks.example",
  blog: "https://blog.motion-mavericks.example",
  company: "Motion Mavericks Ltd",
  defaultRepositoryPermission: "none",
  description: "What we do",
  email: "hello@motion-mavericks.example",
  hasOrganizationProjects: false,
  hasRepositoryProjects: false,
  location: "Berlin",
  membersCanCreateInternalRepositories: false,
  membersCanCreatePages: false,
  membersCanCreatePrivatePages: false,
  membersCanCreatePrivateRepositories: false,
  membersCanCreatePublicPages: false,
  membersCanCreatePublicRepositories: false,
  membersCanCreateRepositories: false,
  membersCanForkPrivateRepositories: true,
  name: "Another Title",
  twitterUsername: "mavericks",
  webCommitSignoffRequired: true,
  advancedSecurityEnabledForNewRepositories: true,
  dependabotAlertsEnabledForNewRepositories: true,
  dependabotSecurityUpdatesEnabledForNewRepositories: true,
  dependencyGraphEnabledForNewRepositories: true,
  secretScanningEnabledForNewRepositories: true,
  secretScanningPushProtectionEnabledForNewRepositories: true,
};

import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { OrganizationData } from "../types.ts";
import { fullOrganization } from "../views/organization-view.ts";

const flag = z.boolean();

/** Switches of an organisation and what a new one has. Source: GitHub docs, "Update an organization". */
export const organizationDefaults = {
  description: "",
  company: null,
  blog: "",
  location: null,
  email: null,
  twitter_username: null,
  has_organization_projects: true,
  has_repository_projects: true,
  default_repository_permission: "read",
  members_can_create_repositories: true,
  members_can_create_public_repositories: true,
  members_can_create_private_repositories: true,
  members_can_create_internal_repositories: true,
  members_can_create_pages: true,
  members_can_create_public_pages: true,
  members_can_create_private_pages: true,
  members_can_fork_private_repositories: false,
  web_commit_signoff_required: false,
  advanced_security_enabled_for_new_repositories: false,
  dependabot_alerts_enabled_for_new_repositories: false,
  dependabot_security_updates_enabled_for_new_repositories: false,
  dependency_graph_enabled_for_new_repositories: false,
  secret_scanning_enabled_for_new_repositories: false,
  secret_scanning_push_protection_enabled_for_new_repositories: false,
  secret_scanning_push_protection_custom_link_enabled: false,
  secret_scanning_push_protection_custom_link: null,
  deploy_keys_enabled_for_repositories: false,
  two_factor_requirement_enabled: false,
};

const flags = Object.entries(organizationDefaults)
  .filter(([name, value]) => typeof value === "boolean" && name !== "two_factor_requirement_enabled")
  .map(([name]) => [name, flag] as const);

/** The organisation and its settings. It comes with the seed. */
export const organization = resource<OrganizationData>({
  vendor: "github",
  name: "organization",
  title: "Organization",
  source:
    "github.json /orgs/{org}; truth check: every field that PATCH takes is read back (resource_github_organization_settings.go)",
  identity: { org: "login", org_id: "id", owner: "login" },
  foldCase: true,
  operations: {
    read: ["GET /orgs/{org} -> 200", "GET /organizations/{org_id} -> 200 = /orgs/{org}"],
    update: "PATCH /orgs/{org} -> 200",
  },
  scopes: { read: null, write: "organization_administration:write" },
  input: z.object({
    ...(Object.fromEntries(flags) as Record<string, typeof flag>),
    name: z.string(),
    billing_email: z.string(),
    company: z.string().nullable(),
    email: z.string().nullable(),
    blog: z.string().nullable(),
    location: z.string().nullable(),
    twitter_username: z.string().nullable(),
    description: z.string().max(160).nullable(),
    default_repository_permission: z.enum(["none", "read", "write", "admin"]),
    secret_scanning_push_protection_custom_link: z.string().nullable(),
  }),
  view: fullOrganization,
});

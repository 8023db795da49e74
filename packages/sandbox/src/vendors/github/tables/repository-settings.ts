import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { repository } from "./repository.ts";

const at = "/repos/{owner}/{repo}";
const common = {
  vendor: "github",
  parent: repository,
  identity: {},
  scopes: { read: "administration:read", write: "administration:write" },
} as const;
const bySchema = "github.json, same path";

/** Whether alerts on vulnerable dependencies are on: a read answers 204 or 404. */
export const vulnerabilityAlerts = resource({
  ...common,
  name: "vulnerability-alerts",
  title: "Vulnerability alerts",
  source: bySchema,
  absent: "missing",
  operations: {
    read: `GET ${at}/vulnerability-alerts -> 204`,
    upsert: `PUT ${at}/vulnerability-alerts -> 204`,
    remove: `DELETE ${at}/vulnerability-alerts -> 204`,
  },
  input: z.object({}),
});

/** Whether Dependabot opens pull requests that mend vulnerable dependencies. */
export const automatedSecurityFixes = resource<{ enabled: boolean; paused: boolean }>({
  ...common,
  name: "automated-security-fixes",
  source: `${bySchema}; needs vulnerability alerts: GitHub docs "Configuring Dependabot security updates"`,
  operations: {
    read: `GET ${at}/automated-security-fixes -> 200`,
    upsert: `PUT ${at}/automated-security-fixes -> 204`,
    remove: `DELETE ${at}/automated-security-fixes -> 204`,
  },
  input: z.object({}),
  defaults: () => ({ enabled: false, paused: false }),
  computed: () => ({ enabled: true }),
});

/** Rights of workflows' tokens. */
export const workflowPermissions = resource({
  ...common,
  name: "workflow-permissions",
  source: bySchema,
  operations: {
    read: `GET ${at}/actions/permissions/workflow -> 200`,
    update: `PUT ${at}/actions/permissions/workflow -> 204`,
  },
  input: z.object({
    default_workflow_permissions: z.enum(["read", "write"]),
    can_approve_pull_request_reviews: z.boolean(),
  }),
  defaults: () => ({ default_workflow_permissions: "read", can_approve_pull_request_reviews: false }),
});

/** From where workflows and actions of the repository may be used. */
export const workflowAccess = resource({
  ...common,
  name: "workflow-access",
  source: bySchema,
  operations: {
    read: `GET ${at}/actions/permissions/access -> 200`,
    upsert: `PUT ${at}/actions/permissions/access -> 204`,
  },
  input: z.object({ access_level: z.enum(["none", "user", "organization", "enterprise"]) }),
  defaults: () => ({ access_level: "none" }),
});

/** Days that artifacts and logs are kept (P5). */
export const artifactRetention = resource<{ days: number }>({
  ...common,
  name: "artifact-retention",
  title: "Artifact and log retention",
  source: `${bySchema}; 400 days at most, 90 for public repositories: GitHub docs "Configuring the retention period"`,
  operations: {
    read: `GET ${at}/actions/permissions/artifact-and-log-retention -> 200`,
    upsert: `PUT ${at}/actions/permissions/artifact-and-log-retention -> 204`,
  },
  input: z.object({ days: z.number().int().min(1) }),
  defaults: () => ({ days: 90 }),
  check: ({ days }, _call, _before, parent) =>
    days > mostDays(parent?.data["visibility"])
      ? [{ path: ["days"], code: "range", message: "exceeds the maximum", given: days }]
      : [],
  view: ({ data, parent }, { world }) => {
    const visibility = parent === null ? undefined : world.store.get(parent)?.data["visibility"];
    return { days: data.days, maximum_allowed_days: mostDays(visibility) };
  },
});

function mostDays(visibility: unknown): number {
  return visibility === "public" ? 90 : 400;
}

/** What the subject of a workflow's OIDC token is made of (S3). */
export const oidcSubject = resource<{ use_default: boolean; include_claim_keys?: readonly string[] }>({
  ...common,
  name: "oidc-subject",
  title: "OIDC subject customization",
  source: bySchema,
  scopes: { read: "actions:read", write: "actions:write" },
  operations: {
    read: `GET ${at}/actions/oidc/customization/sub -> 200`,
    upsert: `PUT ${at}/actions/oidc/customization/sub -> 201 {}`,
  },
  input: z.object({ use_default: z.boolean(), include_claim_keys: z.array(z.string().regex(/^\w+$/)).optional() }),
  defaults: () => ({ use_default: true }),
  normalise: (data) => (data.use_default ? { use_default: true } : data),
});

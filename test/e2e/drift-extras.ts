import type { DriftWorld } from "./drift-world.ts";

/** An extra that somebody added by hand: the kind under which drift must tell it, and the stack that it concerns. */
export interface AddedExtra {
  readonly stack: "shared" | "staging";
  readonly kind: string;
  /** Part of its name or id. */
  readonly name: string;
}

interface Listed {
  readonly id: string;
  readonly name?: string;
}

const stray = "stray-of-a-test";
const upper = "STRAY_OF_A_TEST";

/** Adds one extra of each kind to both stacks, by the vendors' own interfaces. */
export async function addExtras(world: DriftWorld, organization: string): Promise<readonly AddedExtra[]> {
  return [
    ...(await atGitHub(world, organization)),
    ...(await atVercel(world)),
    ...(await atNeon(world)),
    ...(await atPagerDuty(world)),
    ...(await atDatadog(world)),
  ];
}

async function atGitHub(world: DriftWorld, organization: string): Promise<readonly AddedExtra[]> {
  const web = `/repos/${organization}/web`;
  const staging = `${web}/environments/staging`;
  const conditions = { ref_name: { include: ["~ALL"], exclude: [] } };
  const rules = [{ type: "deletion" }];
  const add = (line: string, body: object): Promise<unknown> => world.send("github", line, body);
  await add(`POST /orgs/${organization}/repos`, { name: stray });
  await add(`POST /orgs/${organization}/teams`, { name: stray });
  await add(`PUT /orgs/${organization}/teams/release-approvers/memberships/leo-martins-example`, { role: "member" });
  await add(`POST ${web}/labels`, { name: stray, color: "ffffff" });
  await add(`POST ${web}/rulesets`, { name: stray, target: "branch", enforcement: "active", conditions, rules });
  await add(`POST ${web}/actions/variables`, { name: upper, value: "x" });
  await add(`PUT ${web}/environments/${stray}`, {});
  await add(`POST ${staging}/variables`, { name: upper, value: "x" });
  await add(`POST ${staging}/deployment-branch-policies`, { name: `${stray}/*`, type: "branch" });
  const kinds = ["Repository", "Team", "IssueLabel", "RepositoryRuleset", "RepositoryEnvironment"];
  return [
    ...kinds.map((kind) => ({ stack: "shared" as const, kind: `github:${kind}`, name: stray })),
    { stack: "shared", kind: "github:ActionsVariable", name: upper },
    { stack: "shared", kind: "github:TeamMembership", name: "leo-martins-example" },
    { stack: "staging", kind: "github:ActionsEnvironmentVariable", name: upper },
    { stack: "staging", kind: "github:RepositoryEnvironmentDeploymentPolicy", name: stray },
  ];
}

async function atVercel(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = <T>(line: string, body?: object): Promise<T> => world.send<T>("vercel", line, body);
  const stores = await add<{ id: string; slug: string }[]>("GET /v1/edge-config");
  const store = stores.find(({ slug }) => slug === "web-staging")?.id ?? "";
  await add("POST /v10/projects/web-staging/env", {
    key: upper,
    value: "x",
    type: "encrypted",
    target: ["production"],
  });
  await add("POST /v10/projects/web-staging/domains", { name: `${stray}.example` });
  await add("PATCH /v1/projects/web-staging/protection-bypass", { generate: { secret: "s".repeat(32), note: stray } });
  await add(`PATCH /v1/edge-config/${store}/items`, { items: [{ operation: "upsert", key: stray, value: true }] });
  await add(`POST /v1/edge-config/${store}/token`, { label: stray });
  await add("POST /v1/edge-config", { slug: `${stray}-staging` });
  await add("POST /v10/projects", { name: `${stray}-staging` });
  const kinds = [
    "ProjectDomain",
    "ProjectProtectionBypass",
    "EdgeConfigItem",
    "EdgeConfigToken",
    "EdgeConfig",
    "Project",
  ];
  return [
    { stack: "staging", kind: "vercel:ProjectEnvironmentVariable", name: upper },
    ...kinds.map((kind) => ({ stack: "staging" as const, kind: `vercel:${kind}`, name: stray })),
  ];
}

async function atNeon(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const { organizations } = await world.send<{ organizations: Listed[] }>("neon", "GET /api/v2/users/me/organizations");
  const owner = organizations[0]?.id ?? "";
  const { projects } = await world.send<{ projects: Listed[] }>(
    "neon",
    `GET /api/v2/projects?org_id=${owner}&limit=100`,
  );
  const at = `/api/v2/projects/${projects.find(({ name }) => name === "web-staging")?.id ?? ""}`;
  const { branches } = await world.send<{ branches: (Listed & { default: boolean })[] }>("neon", `GET ${at}/branches`);
  const root = `${at}/branches/${branches.find((each) => each.default)?.id ?? ""}`;
  const settle = async (line: string, body: object): Promise<unknown> => {
    const made = await world.send("neon", line, body);
    // A project is busy while its operations run.
    world.sandbox.clock.advance(10_000);
    return made;
  };
  const { role } = (await settle(`POST ${root}/roles`, { role: { name: "stray" } })) as { role: { name: string } };
  await settle(`POST ${root}/databases`, { database: { name: "stray", owner_name: role.name } });
  await settle(`POST ${at}/branches`, { branch: { name: "stray" } });
  await settle("POST /api/v2/projects", {
    project: { name: `${stray}-staging`, org_id: owner, region_id: "aws-eu-central-1" },
  });
  return [
    { stack: "staging", kind: "neon:Role", name: "stray" },
    { stack: "staging", kind: "neon:Database", name: "stray" },
    { stack: "staging", kind: "neon:Branch", name: "stray" },
    { stack: "staging", kind: "neon:Project", name: stray },
  ];
}

async function atPagerDuty(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = <T>(line: string, body?: object): Promise<T> => world.send<T>("pagerduty", line, body);
  const { user } = await add<{ user: Listed }>("POST /users", {
    user: { type: "user", name: stray, email: "stray@test.example" },
  });
  const { users } = await add<{ users: Listed[] }>("GET /users?limit=100");
  const known = users.find(({ name }) => name?.startsWith("Ada"))?.id ?? "";
  const method = { type: "email_contact_method", label: stray, address: "other@test.example" };
  await add(`POST /users/${known}/contact_methods`, { contact_method: method });
  await add("POST /teams", { team: { type: "team", name: stray } });
  const targets = [{ id: user.id, type: "user_reference" }];
  const rules = [{ escalation_delay_in_minutes: 30, targets }];
  await add("POST /escalation_policies", {
    escalation_policy: { type: "escalation_policy", name: stray, escalation_rules: rules },
  });
  const { services } = await add<{ services: Listed[] }>("GET /services?limit=100");
  const service = services.find(({ name }) => name === "web-staging")?.id ?? "";
  const times = { start_time: "2090-01-01T00:00:00Z", end_time: "2090-01-02T00:00:00Z" };
  const window = {
    type: "maintenance_window",
    description: stray,
    ...times,
    services: [{ id: service, type: "service_reference" }],
  };
  await add("POST /maintenance_windows", { maintenance_window: window });
  await add(`POST /services/${service}/integrations`, {
    integration: { type: "events_api_v2_inbound_integration", name: stray },
  });
  const kinds = ["User", "UserContactMethod", "Team", "EscalationPolicy"];
  return [
    ...kinds.map((kind) => ({ stack: "shared" as const, kind: `pagerduty:${kind}`, name: stray })),
    { stack: "staging", kind: "pagerduty:MaintenanceWindow", name: stray },
    { stack: "staging", kind: "pagerduty:ServiceIntegration", name: stray },
  ];
}

async function atDatadog(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = (line: string, body: object): Promise<unknown> => world.send("datadog", line, body);
  const query = "avg(last_5m):avg:system.cpu.user{*} > 90";
  await add("POST /api/v1/monitor", {
    name: stray,
    type: "metric alert",
    query,
    message: "x",
    tags: ["env:staging", "service:web", "team:product"],
  });
  const attributes = { scope: "env:staging", monitor_identifier: { monitor_tags: ["service:web"] }, message: stray };
  await add("POST /api/v2/downtime", { data: { type: "downtime", attributes } });
  const widget = { definition: { type: "note", content: "x" } };
  await add("POST /api/v1/dashboard", { title: stray, layout_type: "ordered", widgets: [widget] });
  const thresholds = [{ target: 99, timeframe: "30d" }];
  const counts = { numerator: "sum:a{*}.as_count()", denominator: "sum:b{*}.as_count()" };
  await add("POST /api/v1/slo", { name: stray, type: "metric", query: counts, thresholds, tags: ["env:staging"] });
  return [
    { stack: "staging", kind: "datadog:Monitor", name: stray },
    { stack: "staging", kind: "datadog:DowntimeSchedule", name: stray },
    { stack: "staging", kind: "datadog:ServiceLevelObjective", name: stray },
    { stack: "shared", kind: "datadog:DashboardJson", name: stray },
  ];
}

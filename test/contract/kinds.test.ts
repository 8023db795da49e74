import { beforeAll, describe, expect, it } from "vitest";
import { allPlans, type StackName, type StackPlan } from "../helpers/stack-plans.ts";

/** One kind of resource of the issues "The program", point 3, and "Depth", and where the plans must hold it. */
interface Kind {
  readonly kind: string;
  /** Any one of these types serves. */
  readonly types: readonly string[];
  /** `shared`: once for all services; `repositories`: for every managed repository; else the stages in which services have one. */
  readonly where: "shared" | "repositories" | readonly StackName[];
  /** What the name must hold, where several kinds are of one type. */
  readonly named?: string;
  /** Services that have one, where not all of the stage do. */
  readonly services?: readonly string[];
  /** How many of them each service must have. Default 1. */
  readonly least?: number;
}

const stages = ["dev", "staging", "prod", "drill"] as const;
const paged = ["staging", "prod", "drill"] as const;
const gated = ["staging", "prod", "drill"] as const;
const kept = ["staging", "prod"] as const;
const github = (name: string): string => `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const vercel = (name: string): string => `vercel:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const pagerduty = (name: string): string => `pagerduty:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const datadog = (name: string): string => `datadog:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const kinds: readonly Kind[] = [
  { kind: "repository settings (P6)", types: [github("Repository")], where: "repositories" },
  { kind: "merge guard (P6)", types: [github("RepositoryRuleset")], where: "repositories", named: "-branch-guard-" },
  { kind: "teams", types: [github("Team")], where: "shared" },
  { kind: "deployment environment", types: [github("RepositoryEnvironment")], where: stages },
  { kind: "branch policy", types: [github("RepositoryEnvironmentDeploymentPolicy")], where: stages },
  { kind: "environment secrets", types: [github("ActionsEnvironmentSecret")], where: stages },
  { kind: "environment variables", types: [github("ActionsEnvironmentVariable")], where: stages },
  { kind: "project", types: [vercel("Project")], where: stages },
  { kind: "variables of the application", types: [vercel("ProjectEnvironmentVariable")], where: stages },
  { kind: "rolling release", types: [vercel("ProjectRollingRelease")], where: gated },
  { kind: "kill switches: store", types: [vercel("EdgeConfig")], where: stages },
  { kind: "kill switches: switch", types: [vercel("EdgeConfigItem")], where: stages },
  { kind: "domain", types: [vercel("ProjectDomain")], where: stages },
  { kind: "bypass for smoke tests (P4)", types: [vercel("ProjectProtectionBypass")], where: stages },
  { kind: "database project", types: ["neon:index:Project"], where: stages },
  { kind: "root branch", types: ["neon:index:Branch"], where: stages },
  { kind: "endpoint", types: ["neon:index:Endpoint"], where: stages },
  { kind: "role", types: ["neon:index:Role"], where: stages },
  { kind: "database", types: ["neon:index:Database"], where: stages },
  { kind: "people who are paged", types: [pagerduty("User")], where: "shared" },
  { kind: "contact methods", types: [pagerduty("UserContactMethod")], where: "shared" },
  { kind: "teams that are paged", types: [pagerduty("Team")], where: "shared" },
  { kind: "schedules", types: [pagerduty("Schedule")], where: "shared" },
  { kind: "escalation policies", types: [pagerduty("EscalationPolicy")], where: "shared" },
  { kind: "service that pages", types: [pagerduty("Service")], where: paged },
  { kind: "Datadog integration", types: [pagerduty("ServiceIntegration")], where: paged },
  { kind: "objectives", types: [datadog("ServiceLevelObjective")], where: stages },
  { kind: "monitors", types: [datadog("Monitor")], where: stages },
  { kind: "smoke tests (P4)", types: [datadog("SyntheticsTest")], where: stages },
  { kind: "release dashboard", types: [datadog("DashboardJson")], where: stages },
  { kind: "PagerDuty link", types: ["datadog:pagerduty/serviceObject:ServiceObject"], where: paged },
  { kind: "PagerDuty link of the account", types: ["datadog:pagerduty/integration:Integration"], where: "shared" },
  { kind: "generated secret", types: ["random:index/randomPassword:RandomPassword"], where: stages },
  { kind: "tag guard (L4)", types: [github("RepositoryRuleset")], where: "repositories", named: "-tag-guard-" },
  { kind: "actions permissions (S1)", types: [github("ActionsRepositoryPermissions")], where: "repositories" },
  {
    kind: "rights of the pipeline's token (S3)",
    types: [github("WorkflowRepositoryPermissions")],
    where: "repositories",
  },
  { kind: "use of actions (S1)", types: [github("ActionsRepositoryAccessLevel")], where: "repositories" },
  {
    kind: "OIDC subject (S3)",
    types: [github("ActionsRepositoryOidcSubjectClaimCustomizationTemplate")],
    where: "repositories",
  },
  { kind: "vulnerability alerts (S1)", types: [github("RepositoryVulnerabilityAlerts")], where: "repositories" },
  { kind: "security updates (S1)", types: [github("RepositoryDependabotSecurityUpdates")], where: "repositories" },
  { kind: "labels", types: [github("IssueLabel")], where: "repositories" },
  { kind: "default branch", types: [github("BranchDefault")], where: "repositories" },
  { kind: "access of teams (P3)", types: [github("TeamRepository")], where: "repositories" },
  { kind: "settings of the organisation (S1)", types: [github("OrganizationSettings")], where: "shared" },
  { kind: "deployment retention (P5)", types: [vercel("ProjectDeploymentRetention")], where: stages },
  { kind: "firewall", types: [vercel("FirewallConfig")], where: stages },
  { kind: "log drain (P5)", types: [vercel("LogDrain")], where: stages },
  { kind: "snapshots (B7)", types: ["neon:index:SnapshotSchedule"], where: kept },
  {
    kind: "read replica",
    types: ["neon:index:Endpoint"],
    where: ["prod"],
    named: "-replica-",
    services: ["bridge-api"],
  },
  { kind: "notification rules (O1)", types: [pagerduty("UserNotificationRule")], where: "shared" },
  { kind: "business services", types: [pagerduty("BusinessService")], where: "shared" },
  { kind: "what a business service rests on", types: [pagerduty("ServiceDependency")], where: ["prod"] },
  { kind: "event orchestration of all", types: [pagerduty("EventOrchestration")], where: "shared" },
  { kind: "routes of events", types: [pagerduty("EventOrchestrationRouter")], where: "shared" },
  { kind: "event orchestration of a service", types: [pagerduty("EventOrchestrationService")], where: paged },
  { kind: "alert grouping", types: [pagerduty("AlertGroupingSetting")], where: paged },
  { kind: "maintenance windows", types: [pagerduty("MaintenanceWindow")], where: ["staging"] },
  { kind: "log indexes (P5)", types: [datadog("LogsIndex")], where: "shared" },
  { kind: "order of log indexes", types: [datadog("LogsIndexOrder")], where: "shared" },
  { kind: "log archives (P5)", types: [datadog("LogsArchive")], where: "shared" },
  { kind: "monitor policies (O2)", types: [datadog("MonitorConfigPolicy")], where: "shared" },
  { kind: "planned downtime", types: [datadog("DowntimeSchedule")], where: ["prod"], services: ["bridge-api"] },
  {
    kind: "planned work left out of objectives",
    types: [datadog("SloCorrection")],
    where: ["prod"],
    services: ["bridge-api"],
    least: 2,
  },
  { kind: "release plan", types: ["launchgate:release:ReleasePlan"], where: "shared" },
  { kind: "release environment", types: ["launchgate:release:ReleaseEnvironment"], where: stages },
];

let plans: ReadonlyMap<StackName, StackPlan>;
beforeAll(async () => {
  plans = await allPlans();
}, 120_000);

describe("the plans of all stacks together hold every kind", () => {
  it.each(kinds)("$kind", (kind) => {
    const { where } = kind;
    if (where === "shared") expect(missingShared(kind)).toEqual([]);
    else if (where === "repositories") expect(missingOfRepositories(kind)).toEqual([]);
    else expect(where.flatMap((stack) => missingIn(stack, kind))).toEqual([]);
  });

  it("of what is kept: an archive for every compliance class that wants one, for its days (P5)", () => {
    const { model, resources } = plans.get("shared")!;
    const wanted = Object.entries(model.organization.complianceClasses).filter(
      ([, { archiveRetentionDays }]) => archiveRetentionDays > 0,
    );
    const archives = resources.filter(({ type }) => type === datadog("LogsArchive"));
    expect(wanted.length).toBeGreaterThan(0);
    expect(archives.map(({ name }) => name.split("-").at(-1)).sort()).toEqual(wanted.map(([id]) => id).sort());
  });

  it("of smoke tests that run from two places or more in every stage (P4)", () => {
    for (const stack of stages) {
      const tests = plans.get(stack)!.resources.filter(({ type }) => type === datadog("SyntheticsTest"));
      expect(tests).toHaveLength(2);
      for (const { inputs } of tests) expect(new Set(inputs["locations"] as string[]).size).toBeGreaterThan(1);
    }
  });

  it("of merge guards that require every scan of the model (S1)", () => {
    const { resources } = plans.get("shared")!;
    const guards = resources.filter(({ name }) => name.endsWith("-branch-guard-ruleset"));
    expect(guards).toHaveLength(3);
    for (const { inputs } of guards) expect(Object.keys(inputs["rules"] as object)).toContain("requiredCodeScanning");
  });

  it("of the resources that nobody may pass, closed in production: self-review and bypass (P3)", () => {
    const { resources } = plans.get("prod")!;
    const environments = resources.filter(({ type }) => type === github("RepositoryEnvironment"));
    expect(environments).toHaveLength(2);
    for (const { inputs } of environments) {
      expect(inputs).toMatchObject({ preventSelfReview: true, canAdminsBypass: false });
      expect(inputs["reviewers"]).toHaveLength(1);
      expect(inputs["waitTimer"]).toBeGreaterThan(0);
    }
  });

  it("and the burn-rate alerts of every objective of production (O2)", () => {
    const { resources } = plans.get("prod")!;
    const objectives = resources.filter(({ type }) => type === datadog("ServiceLevelObjective"));
    const queries = resources
      .filter(({ type }) => type === datadog("Monitor"))
      .map(({ inputs }) => String(inputs["query"]));
    const unwatched = objectives.filter(
      ({ name }) =>
        !queries.some((query) => query.startsWith(`burn_rate("<datadog:ServiceLevelObjective ${name}: id>")`)),
    );
    expect(unwatched.map(({ name }) => name)).toEqual([]);
    expect(objectives.length).toBeGreaterThan(3);
  });
});

/** Whether a resource is of a kind and belongs to whom its name begins with; `-` at the ends is that of the name's parts. */
const isOf = (kind: Kind, { type, name }: { type: string; name: string }, prefix = ""): boolean =>
  kind.types.includes(type) && `${name}-`.startsWith(prefix) && `${name}-`.includes(kind.named ?? "");

function missingShared(kind: Kind): string[] {
  return plans.get("shared")!.resources.some((each) => isOf(kind, each)) ? [] : ["shared"];
}

function missingOfRepositories(kind: Kind): string[] {
  const { model, resources } = plans.get("shared")!;
  const { rulesRepository } = model.organization;
  const names = [rulesRepository.name, ...Object.values(model.services).map(({ repository }) => repository.name)];
  return names.filter((name) => !resources.some((each) => isOf(kind, each, `organization-repository-${name}-`)));
}

function missingIn(stack: StackName, kind: Kind): string[] {
  const { model, resources } = plans.get(stack)!;
  const stage = model.stack.kind === "stage" ? model.stack.stage : "";
  const services = kind.services ?? Object.keys(model.services);
  return services
    .filter(
      (service) => resources.filter((each) => isOf(kind, each, `${service}-${stage}-`)).length < (kind.least ?? 1),
    )
    .map((service) => `${stack}: ${service}`);
}

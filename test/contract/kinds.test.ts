import { beforeAll, describe, expect, it } from "vitest";
import { allPlans, type StackName, type StackPlan } from "../helpers/stack-plans.ts";

/** One kind of resource of issue "The program", point 3, and where the plans must hold it. */
interface Kind {
  readonly kind: string;
  /** Any one of these types serves. */
  readonly types: readonly string[];
  /** `shared`: once for all services; else the stages in which both services have one. */
  readonly where: "shared" | readonly StackName[];
}

const stages = ["dev", "staging", "prod", "drill"] as const;
const paged = ["staging", "prod", "drill"] as const;
const gated = ["prod", "drill"] as const;
const github = (name: string): string => `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const vercel = (name: string): string => `vercel:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const pagerduty = (name: string): string => `pagerduty:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const datadog = (name: string): string => `datadog:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const kinds: readonly Kind[] = [
  { kind: "repository settings", types: [github("Repository")], where: "shared" },
  { kind: "branch guard", types: [github("RepositoryRuleset")], where: "shared" },
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
  { kind: "bypass for smoke tests", types: [vercel("ProjectProtectionBypass")], where: stages },
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
  { kind: "smoke tests", types: [datadog("SyntheticsTest")], where: stages },
  { kind: "release dashboard", types: [datadog("DashboardJson")], where: stages },
  { kind: "PagerDuty link", types: ["datadog:pagerduty/serviceObject:ServiceObject"], where: paged },
  { kind: "PagerDuty link of the account", types: ["datadog:pagerduty/integration:Integration"], where: "shared" },
  { kind: "generated secret", types: ["random:index/randomPassword:RandomPassword"], where: stages },
  { kind: "release plan", types: ["launchgate:release:ReleasePlan"], where: "shared" },
  { kind: "release environment", types: ["launchgate:release:ReleaseEnvironment"], where: stages },
];

let plans: ReadonlyMap<StackName, StackPlan>;
beforeAll(async () => {
  plans = await allPlans();
}, 120_000);

describe("the plans of all stacks together hold every kind", () => {
  it.each(kinds)("$kind", ({ types, where }) => {
    const missing = where === "shared" ? missingShared(types) : where.flatMap((stack) => missingIn(stack, types));
    expect(missing).toEqual([]);
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

function missingShared(types: readonly string[]): string[] {
  return plans.get("shared")!.resources.some(({ type }) => types.includes(type)) ? [] : ["shared"];
}

function missingIn(stack: StackName, types: readonly string[]): string[] {
  const { model, resources } = plans.get(stack)!;
  const stage = model.stack.kind === "stage" ? model.stack.stage : "";
  const services = Object.keys(model.services);
  return services
    .filter(
      (service) =>
        !resources.some(({ type, name }) => types.includes(type) && `${name}-`.startsWith(`${service}-${stage}-`)),
    )
    .map((service) => `${stack}: ${service}`);
}

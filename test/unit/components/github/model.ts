import {
  organizationSchema,
  serviceSchema,
  stageSchema,
  vendorsSchema,
  type Organization,
  type Service,
  type Stage,
  type Vendors,
} from "@launchgate/core";
import type { z } from "zod";

type RepositoryInput = z.input<typeof serviceSchema>["repository"];
type StageInput = z.input<typeof stageSchema>;

const person = (login: string) => ({
  name: login,
  jobTitle: "Engineer",
  github: login,
  timeZone: "Europe/Berlin",
  contact: { email: { secret: `person-${login}-email` } },
});

/** A small organisation: two flat teams, one nested under the first; `zoe` is in no team. */
export function organization(changes: Partial<z.input<typeof organizationSchema>> = {}): Organization {
  return organizationSchema.parse({
    title: "Acme",
    githubOwner: "acme",
    domain: "acme.example",
    timeZone: "Europe/Berlin",
    runbookBase: "https://acme.example/runbooks",
    product: { title: "Acme", track: "pilot", apiBaseline: "/v1", trustModel: "single" },
    people: { ada: person("ada-l"), bob: person("bob-l"), cid: person("cid-l"), zoe: person("zoe-l") },
    teams: {
      apps: { title: "Apps", description: "Builds web.", members: ["ada", "cid"] },
      platform: { title: "Platform", description: "Owns the rules.", members: ["ada", "bob"], maintainers: ["ada"] },
      tooling: { title: "Tooling", description: "Pipeline.", members: ["bob"], parent: "platform" },
    },
    roles: {},
    complianceClasses: {},
    githubApp: { id: 4_711 },
    rulesRepository: { name: "release-rules", owner: "platform", complianceClass: "standard" },
    labels: { "release: blocked": { color: "b60205", description: "A gate says no" } },
    ...changes,
  });
}

/** A service of `apps`, with its repository changed. */
export function service(
  repository: Partial<RepositoryInput> = {},
  owner = "apps",
  securityThreshold = "medium",
): Service {
  return serviceSchema.parse({
    title: "Web",
    description: "The web",
    owner,
    complianceClass: "standard",
    repository: {
      name: "web",
      description: "Public site",
      topics: ["site"],
      requiredChecks: [{ context: "build" }, { context: "scan", appId: 42 }],
      ...repository,
    },
    vercel: { host: "www", killSwitches: { "write-freeze": { title: "Freeze", kind: "write-freeze" } } },
    pagerDuty: { escalation: "default", businessService: "site" },
    slos: { up: { title: "Up", indicator: "availability", target: 99.9 } },
    signals: {
      errorRatePercent: 1,
      latencyP95Milliseconds: 500,
      saturationPercent: 80,
      trafficRequestsPerHour: 10,
      authFailurePercent: 5,
    },
    businessMetric: { title: "Sales", metric: "sales", minimumPerHour: 1 },
    smoke: { steps: [{ title: "Home", path: "/" }] },
    qualityGates: { coveragePercent: 80, benchmarkRegressionPercent: 10, securityThreshold },
  });
}

/** A production stage, with approval and branch policy changed. */
export function stage(
  approval: StageInput["approval"] = { people: ["ada"], teams: ["platform"] },
  branchPolicy: StageInput["branchPolicy"] = { branches: ["main"], tags: ["v*"] },
): Stage {
  return stageSchema.parse({
    title: "Production",
    kind: "production",
    approval,
    branchPolicy,
    traffic: "gated",
    rollbackWindow: "7 days",
    deploymentRetention: "30d",
    database: {
      restoreWindow: "7 days",
      minComputeUnits: 1,
      maxComputeUnits: 2,
      suspendAfter: "never",
      protected: true,
    },
    syntheticLocations: ["aws:eu-central-1"],
    paging: "people",
  });
}

/** The vendors with one plan of GitHub. */
export function vendors(plan: Vendors["github"]["plan"] = "enterprise"): Vendors {
  return vendorsSchema.parse({
    github: { plan },
    vercel: { plan: "pro" },
    neon: { plan: "scale" },
    pagerduty: { plan: "business" },
    datadog: { plan: "pro" },
  });
}

/** Codes of the problems of a resolution, in order; empty where it is good. */
export function codes(result: {
  readonly ok: boolean;
  readonly problems?: readonly { readonly code: string }[];
}): string[] {
  return result.ok ? [] : (result.problems ?? []).map((problem) => problem.code);
}

/** Resources by name: the order of registration is not fixed. */
export function byName<T extends { readonly name: string }>(resources: readonly T[]): T[] {
  return [...resources].sort((a, b) => a.name.localeCompare(b.name));
}

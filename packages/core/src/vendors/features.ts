import type { VendorId, Vendors } from "../schema/vendors.ts";

/** What one feature is and which plans include it. */
export interface VendorFeature {
  readonly vendor: VendorId;
  /** What it does, for people. */
  readonly title: string;
  /** Plans that include it. */
  readonly plans: readonly string[];
  /** Requirement ids that need it. */
  readonly requirements: readonly string[];
  /** Where this is known from. */
  readonly source: string;
}

const anyNeon = ["free", "launch", "scale", "business", "enterprise"];
const paidNeon = ["launch", "scale", "business", "enterprise"];
const largeNeon = ["scale", "business", "enterprise"];
const paidPagerDuty = ["professional", "business", "enterprise"];
const largePagerDuty = ["business", "enterprise"];
const paidDatadog = ["pro", "enterprise"];

/**
 * Features that depend on what one pays for (house decision 9, A3). Components ask {@link planHas} before they declare
 * one; `validate` turns each missing feature that the model wants into a named gap.
 */
export const vendorFeatures = {
  "environment-reviewers": feature(
    "github",
    "required reviewers and wait timers on private repositories",
    ["enterprise"],
    ["P3"],
    "GitHub discussions 170307, 202852",
  ),
  "environment-branch-policies": feature(
    "github",
    "deployment branch policies on private repositories",
    ["team", "enterprise"],
    ["P3"],
    "GitHub docs: deployments and environments",
  ),
  rulesets: feature(
    "github",
    "rulesets on private repositories",
    ["team", "enterprise"],
    ["P6"],
    "GitHub docs: about rulesets",
  ),
  "merge-queue": feature(
    "github",
    "merge queue on private repositories",
    ["enterprise"],
    ["P6"],
    "GitHub docs: managing a merge queue",
  ),
  "push-protection": feature(
    "github",
    "secret scanning with push protection on private repositories",
    ["team", "enterprise"],
    ["S1"],
    "GitHub docs: Secret Protection",
  ),
  "code-scanning": feature(
    "github",
    "code scanning on private repositories",
    ["team", "enterprise"],
    ["S1"],
    "GitHub docs: Code Security",
  ),
  "rolling-releases": feature(
    "vercel",
    "rolling releases",
    ["pro", "enterprise"],
    ["T1"],
    "Vercel docs: rolling releases",
  ),
  "vercel-access-groups": feature(
    "vercel",
    "access groups",
    ["enterprise"],
    ["S2", "L4"],
    "Vercel docs: access groups",
  ),
  "log-drains": feature("vercel", "log drains", ["pro", "enterprise"], ["P5"], "Vercel docs: drains"),
  "firewall-rate-limit": feature(
    "vercel",
    "rate limits in the firewall",
    ["pro", "enterprise"],
    ["S1"],
    "Vercel docs: WAF rate limiting",
  ),
  "neon-protected-branches": feature("neon", "protected branches", paidNeon, ["B7"], "Neon docs: protected branches"),
  "neon-ip-allow": feature("neon", "IP allow lists", largeNeon, ["S2"], "Neon docs: IP allow"),
  "neon-snapshots": feature("neon", "scheduled snapshots", paidNeon, ["B7"], "Neon docs: backup schedules"),
  "neon-read-replicas": feature("neon", "read replicas", anyNeon, ["P1"], "Neon docs: read replicas"),
  "neon-always-on": feature("neon", "compute that never suspends", paidNeon, ["P1"], "Neon docs: scale to zero"),
  "neon-idle-time": feature(
    "neon",
    "a chosen idle time until the compute sleeps; the others know 5 minutes only",
    largeNeon,
    ["O5"],
    "Neon docs: scale to zero",
  ),
  "pagerduty-support-hours": feature(
    "pagerduty",
    "support hours and dynamic urgency",
    paidPagerDuty,
    ["O1"],
    "PagerDuty pricing",
  ),
  "event-orchestration": feature(
    "pagerduty",
    "global event orchestration",
    largePagerDuty,
    ["O1"],
    "PagerDuty pricing",
  ),
  "alert-grouping": feature("pagerduty", "alert grouping", largePagerDuty, ["O1"], "PagerDuty pricing"),
  "business-services": feature(
    "pagerduty",
    "business services and dependencies",
    largePagerDuty,
    ["O1"],
    "PagerDuty pricing",
  ),
  "datadog-slos": feature("datadog", "service level objectives", paidDatadog, ["O2"], "Datadog pricing"),
  synthetics: feature("datadog", "synthetic tests", paidDatadog, ["P4", "O2"], "Datadog pricing"),
  "cost-budgets": feature("datadog", "cloud cost budgets", ["enterprise"], ["O5"], "Datadog pricing"),
  "monitor-policies": feature("datadog", "monitor tag policies", paidDatadog, ["O2"], "Datadog docs: monitor settings"),
  "log-archives": feature("datadog", "log archives", paidDatadog, ["P5"], "Datadog docs: log archives"),
} as const satisfies Record<string, VendorFeature>;

/** Id of a feature of {@link vendorFeatures}. */
export type FeatureId = keyof typeof vendorFeatures;

/** Whether the plan in use includes `feature`. */
export function planHas(vendors: Vendors, feature: FeatureId): boolean {
  const { vendor, plans }: VendorFeature = vendorFeatures[feature];
  return plans.includes(vendors[vendor].plan);
}

/** Numbers that depend on the plan, and those that do not. */
export interface PlanLimits {
  /** Longest point-in-time window of Neon, days (provider schema: 2,592,000 s at most). */
  readonly neonRestoreWindowDays: number;
  /** Largest compute of Neon, compute units. */
  readonly neonMaxComputeUnits: number;
  /** Longest idle time before suspension, seconds (Neon API). */
  readonly neonSuspendSeconds: number;
  /** Reviewers of a GitHub environment, people and teams together. */
  readonly githubReviewers: number;
  /** Longest wait of a GitHub environment, minutes. */
  readonly githubWaitMinutes: number;
  /** Longest retention of Actions artifacts and logs of private repositories, days. */
  readonly githubArtifactDays: number;
  /** Most steps of a Vercel rolling release. */
  readonly vercelRollingSteps: number;
  /** Longest step of a Vercel rolling release, minutes. */
  readonly vercelStepMinutes: number;
}

/** The limits that hold under `vendors`. */
export function planLimits(vendors: Vendors): PlanLimits {
  const restoreDays = { none: 0, free: 0.25, launch: 7, scale: 30, business: 30, enterprise: 30 };
  const computeUnits = { none: 0, free: 2, launch: 16, scale: 56, business: 56, enterprise: 56 };
  return {
    neonRestoreWindowDays: restoreDays[vendors.neon.plan],
    neonMaxComputeUnits: computeUnits[vendors.neon.plan],
    neonSuspendSeconds: 604_800,
    githubReviewers: 6,
    githubWaitMinutes: 43_200,
    githubArtifactDays: 400,
    vercelRollingSteps: 10,
    vercelStepMinutes: 10_000,
  };
}

function feature<V extends VendorId>(
  vendor: V,
  title: string,
  plans: readonly string[],
  requirements: readonly string[],
  source: string,
): VendorFeature & { readonly vendor: V } {
  return { vendor, title, plans, requirements, source };
}

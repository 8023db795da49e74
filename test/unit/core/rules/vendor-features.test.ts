/** What each plan of a vendor has, and how far it goes (A3). */
import { modelSchema, planHas, planLimits, vendorFeatures, type FeatureId } from "@launchgate/core";
import { expect, it } from "vitest";
import { vendorsSchema } from "../../../../packages/core/src/schema/vendors.ts";
import { model } from "../../../../stacks/index.ts";

const resolved = modelSchema.parse(model);
const features = Object.keys(vendorFeatures) as FeatureId[];

/** Plans that have each feature, as the pages of the vendors say. */
const included: Readonly<Record<FeatureId, string>> = {
  "environment-reviewers": "enterprise",
  "environment-branch-policies": "team enterprise",
  rulesets: "team enterprise",
  "merge-queue": "enterprise",
  "push-protection": "team enterprise",
  "code-scanning": "team enterprise",
  "rolling-releases": "pro enterprise",
  "vercel-access-groups": "enterprise",
  "log-drains": "pro enterprise",
  "firewall-rate-limit": "pro enterprise",
  "neon-protected-branches": "launch scale business enterprise",
  "neon-ip-allow": "scale business enterprise",
  "neon-snapshots": "launch scale business enterprise",
  "neon-read-replicas": "free launch scale business enterprise",
  "neon-always-on": "launch scale business enterprise",
  "neon-idle-time": "scale business enterprise",
  "pagerduty-support-hours": "professional business enterprise",
  "event-orchestration": "business enterprise",
  "alert-grouping": "business enterprise",
  "business-services": "business enterprise",
  "datadog-slos": "pro enterprise",
  synthetics: "pro enterprise",
  "cost-budgets": "enterprise",
  "monitor-policies": "pro enterprise",
  "log-archives": "pro enterprise",
};

it.for(features)("%s comes with these plans and no other", (feature) => {
  const { vendor } = vendorFeatures[feature];
  const plans = vendorsSchema.shape[vendor].shape.plan.options;
  const having = plans.filter((plan) =>
    planHas({ ...resolved.vendors, [vendor]: { plan, compensations: [] } }, feature),
  );
  expect(having.join(" ")).toBe(included[feature]);
});

it.for([
  { neon: "none", days: 0, units: 0 },
  { neon: "free", days: 0.25, units: 2 },
  { neon: "launch", days: 7, units: 16 },
  { neon: "scale", days: 30, units: 56 },
  { neon: "business", days: 30, units: 56 },
  { neon: "enterprise", days: 30, units: 56 },
] as const)("limits with Neon's plan $neon", ({ neon, days, units }) => {
  expect(planLimits({ ...resolved.vendors, neon: { plan: neon, compensations: [] } })).toEqual({
    neonRestoreWindowDays: days,
    neonMaxComputeUnits: units,
    neonSuspendSeconds: 604_800,
    githubReviewers: 6,
    githubWaitMinutes: 43_200,
    githubArtifactDays: 400,
    vercelRollingSteps: 10,
    vercelStepMinutes: 10_000,
  });
});

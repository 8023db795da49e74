import { modelSchema, vendorFeatures, vendorGaps, vendorIds, type FeatureId, type Model } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { wishes } from "../../../../packages/core/src/rules/vendor-wishes.ts";
import { model } from "../../../../stacks/index.ts";
import { judgeOverlay } from "../../malformed/overlay-case.ts";
import { withValueAt } from "../../malformed/key-paths.ts";

const resolved = modelSchema.parse(model);
const features = Object.keys(vendorFeatures) as FeatureId[];
const paths = (feature: FeatureId, changed: Model): string[] =>
  wishes[feature](changed).map((path) => path.map(String).join("."));
const changed = (yaml: string): Model => {
  const result = judgeOverlay(yaml);
  if (!result.ok) throw new Error(result.problems.map(({ code, path }) => `${code} ${path}`).join(", "));
  return result.value;
};

const everywhere = ["services.web", "services.bridge-api"];
const of = (base: readonly string[], key: string): string[] => base.map((each) => `${each}.${key}`);
const guarded = [...of(everywhere, "repository"), "organization.rulesRepository"];
const stages = ["stages.dev", "stages.staging", "stages.prod", "stages.drill"];

const wanted: Readonly<Record<FeatureId, readonly string[]>> = {
  "environment-reviewers": ["stages.prod.approval"],
  "environment-branch-policies": of(stages, "branchPolicy"),
  rulesets: guarded,
  "merge-queue": [],
  "push-protection": guarded,
  "code-scanning": guarded,
  "rolling-releases": ["stages.staging.traffic", "stages.prod.traffic", "stages.drill.traffic"],
  "vercel-access-groups": ["organization.teams"],
  "log-drains": [
    "organization.complianceClasses.standard.logRetentionDays",
    "organization.complianceClasses.regulated.logRetentionDays",
  ],
  "firewall-rate-limit": of(stages, "firewallRequestsPerMinute"),
  "neon-protected-branches": ["stages.staging.database.protected", "stages.prod.database.protected"],
  "neon-ip-allow": ["stages.prod.database.restrictAddresses"],
  "neon-snapshots": ["stages.staging.database.snapshots", "stages.prod.database.snapshots"],
  "neon-read-replicas": ["services.bridge-api.neon.readReplica"],
  "neon-always-on": ["stages.prod.database.suspendAfter"],
  "neon-idle-time": ["stages.staging.database.suspendAfter"],
  "pagerduty-support-hours": ["stages.staging.supportHours"],
  "event-orchestration": of(everywhere, "pagerDuty"),
  "alert-grouping": of(everywhere, "pagerDuty"),
  "business-services": ["onCall.businessServices.pilot-app"],
  "datadog-slos": of(everywhere, "slos"),
  synthetics: of(everywhere, "smoke"),
  "cost-budgets": of(stages, "budget"),
  "monitor-policies": of(everywhere, "signals"),
  "log-archives": [
    "organization.complianceClasses.standard.archiveRetentionDays",
    "organization.complianceClasses.regulated.archiveRetentionDays",
  ],
};

const allPublic =
  "organization: { rulesRepository: { visibility: public, complianceClass: standard } }\n" +
  "services: { web: { repository: { visibility: public } }, bridge-api: { complianceClass: standard, repository: { visibility: public } } }";

/** What takes a wish away, and what is left of it. */
const givenUp: readonly [FeatureId, string, readonly string[]][] = [
  ["environment-reviewers", allPublic, []],
  ["environment-branch-policies", allPublic, []],
  [
    "environment-branch-policies",
    "stages: { dev: { branchPolicy: { branches: [] } } }",
    of(stages.slice(1), "branchPolicy"),
  ],
  ["rulesets", allPublic, []],
  ["push-protection", allPublic, []],
  ["code-scanning", allPublic, []],
  ["merge-queue", "services: { web: { repository: { history: merge-queue } } }", ["services.web.repository.history"]],
  ["rolling-releases", "stages: { drill: { traffic: on-merge } }", ["stages.staging.traffic", "stages.prod.traffic"]],
  [
    "neon-protected-branches",
    "stages: { staging: { database: { protected: false } } }",
    ["stages.prod.database.protected"],
  ],
  ["neon-ip-allow", "organization: { complianceClasses: { regulated: { databaseAllowedIps: [] } } }", []],
  ["neon-ip-allow", "stages: { prod: { database: { restrictAddresses: false } } }", []],
  ["neon-snapshots", "stages: { prod: { database: { snapshots: null } } }", ["stages.staging.database.snapshots"]],
  ["neon-read-replicas", "services: { bridge-api: { neon: { readReplica: false } } }", []],
  ["neon-always-on", "stages: { prod: { database: { suspendAfter: 1 hour } } }", []],
  ["neon-idle-time", "stages: { staging: { database: { suspendAfter: 5 minutes } } }", []],
  ["neon-idle-time", "stages: { staging: { database: { suspendAfter: 300 seconds } } }", []],
  ["pagerduty-support-hours", "stages: { staging: { supportHours: null } }", []],
  [
    "log-archives",
    "organization: { complianceClasses: { standard: { archiveRetentionDays: 0 } } }",
    ["organization.complianceClasses.regulated.archiveRetentionDays"],
  ],
  [
    "environment-reviewers",
    "stages: { dev: { approval: { wait: 5 minutes } } }",
    ["stages.dev.approval", "stages.prod.approval"],
  ],
];

describe("wishes", () => {
  it.for(features)("the reference organisation wants %s where it says so", (feature) => {
    expect(paths(feature, resolved)).toEqual(wanted[feature]);
  });

  it.for(givenUp)("%s follows the model", ([feature, yaml, left]) => {
    expect(paths(feature, changed(yaml))).toEqual(left);
  });
});

describe("vendorGaps", () => {
  it("names what the plans of the reference organisation lack, with the gates that stand in", () => {
    expect(vendorGaps(resolved)).toEqual([
      {
        feature: "vercel-access-groups",
        title: "access groups",
        wantedBy: "organization.teams",
        vendor: "vercel",
        plan: "pro",
        compensation: resolved.vendors.vercel.compensations[0]?.gate,
      },
      {
        feature: "cost-budgets",
        title: "cloud cost budgets",
        wantedBy: "stages.dev.budget",
        vendor: "datadog",
        plan: "pro",
        compensation: resolved.vendors.datadog.compensations[0]?.gate,
      },
    ]);
  });

  it("names every wanted feature of a vendor that is not used", () => {
    for (const vendor of vendorIds) {
      const without = withValueAt(resolved, ["vendors", vendor], { plan: "none", compensations: [] }) as Model;
      const lacking = vendorGaps(without).filter((gap) => gap.vendor === vendor);
      const wantedOf = features.filter((id) => vendorFeatures[id].vendor === vendor && wanted[id].length > 0);
      expect(lacking.map(({ feature }) => feature)).toEqual(wantedOf);
      expect(lacking.every(({ plan, compensation }) => plan === "none" && compensation === null)).toBe(true);
    }
  });
});

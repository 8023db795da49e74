/** What the model wants of the vendors' plans, and where (A3, house decision 9). */
import { modelSchema, vendorFeatures, type FeatureId, type Model } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { wishes } from "../../../../packages/core/src/rules/vendor-wishes.ts";
import { model } from "../../../../stacks/index.ts";
import { judgeOverlay } from "../../malformed/overlay-case.ts";
import { readModel } from "./read-model.ts";
import { of, ofRules, stages, wanted } from "./vendor-wishes.tables.ts";

const resolved = modelSchema.parse(model);
const features = Object.keys(vendorFeatures) as FeatureId[];
const paths = (feature: FeatureId, changed: Model): string[] =>
  wishes[feature](changed).map((path) => path.map(String).join("."));
const changed = (yaml: string): Model => {
  const result = judgeOverlay(yaml);
  if (!result.ok) throw new Error(result.problems.map(({ code, path }) => `${code} ${path}`).join(", "));
  return result.value;
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
    [...of(stages.slice(1), "branchPolicy"), ofRules],
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
    ["stages.dev.approval", "stages.prod.approval", ofRules],
  ],
];

/** Stages with no service, with one that has no database, with one repository of two that is private; places that are left out. */
const parts: readonly [FeatureId, string, readonly string[]][] = [
  ["rolling-releases", "stacks: { prod: null }", ["stages.staging.traffic", "stages.drill.traffic"]],
  [
    "firewall-rate-limit",
    "stacks: { dev: null, drill: null }",
    of(["stages.staging", "stages.prod"], "firewallRequestsPerMinute"),
  ],
  ...(
    [
      ["neon-protected-branches", "stages.prod.database.protected"],
      ["neon-snapshots", "stages.prod.database.snapshots"],
      ["neon-idle-time", null],
    ] as const
  ).map(([feature, left]): [FeatureId, string, readonly string[]] => [
    feature,
    "services: { web: { neon: null } }\nstacks: { staging: { services: [web] } }",
    left === null ? [] : [left],
  ]),
  ["neon-always-on", "services: { web: { neon: null } }\nstacks: { prod: { services: [web] } }", []],
  ["neon-read-replicas", "services: { web: { neon: null } }", ["services.bridge-api.neon.readReplica"]],
  [
    "environment-reviewers",
    "services: { web: { repository: { visibility: public } } }",
    ["stages.prod.approval", ofRules],
  ],
  [
    "environment-reviewers",
    "stages: { prod: { approval: { people: [ada-brandt], teams: [platform], wait: 0 minutes } } }",
    ["stages.prod.approval", ofRules],
  ],
  ["environment-reviewers", "stages: { prod: { approval: { teams: [], wait: 0 minutes } } }", [ofRules]],
  ["cost-budgets", "stages: { dev: { budget: null } }", of(stages.slice(1), "budget")],
];

describe("wishes", () => {
  it.for(features)("the reference organisation wants %s where it says so", (feature) => {
    expect(paths(feature, resolved)).toEqual(wanted[feature]);
  });

  it.for(givenUp)("%s follows the model", ([feature, yaml, left]) => {
    expect(paths(feature, changed(yaml))).toEqual(left);
  });

  it.for(parts)("%s is wanted where it would do something: %s", ([feature, yaml, left]) => {
    expect(paths(feature, readModel(yaml))).toEqual(left);
  });
});

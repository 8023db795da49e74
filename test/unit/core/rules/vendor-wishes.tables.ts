import type { FeatureId } from "@launchgate/core";

const everywhere = ["services.web", "services.bridge-api"];
/** The same key below several places. */
export const of = (base: readonly string[], key: string): string[] => base.map((each) => `${each}.${key}`);
/** Where the repository of the rules stands. */
export const ofRules = "organization.rulesRepository";
const guarded = [...of(everywhere, "repository"), ofRules];
/** Key paths of all stages. */
export const stages = ["stages.dev", "stages.staging", "stages.prod", "stages.drill"];

/** Where the reference organisation wants each feature. */
export const wanted: Readonly<Record<FeatureId, readonly string[]>> = {
  "environment-reviewers": ["stages.prod.approval", ofRules],
  "environment-branch-policies": [...of(stages, "branchPolicy"), ofRules],
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

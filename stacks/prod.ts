import { idsOf, type ModelInput } from "@launchgate/core";
import { teams } from "./organization.ts";

const team = idsOf(teams);

/** Production: every gate closed until the required people opened it (P3). */
export const prodStage = {
  title: "Production",
  kind: "production",
  approval: { teams: [team["release-approvers"]], preventSelfReview: true, adminsBypass: false, wait: "10 minutes" },
  branchPolicy: { branches: ["main"], tags: ["v*"] },
  traffic: "gated",
  rollbackWindow: "14 days",
  deploymentRetention: "90d",
  database: {
    restoreWindow: "30 days",
    minComputeUnits: 1,
    maxComputeUnits: 4,
    suspendAfter: "never",
    protected: true,
    restrictAddresses: true,
    snapshots: { frequency: "daily", hour: 2, retention: "30 days" },
  },
  syntheticLocations: ["aws:eu-central-1", "aws:sa-east-1", "aws:us-east-1"],
  paging: "people",
  budget: { monthlyUsd: 900 },
} satisfies ModelInput["stages"][string];

/** The production stack. */
export const prod = {
  kind: "stage",
  stage: "prod",
  services: ["web", "bridge-api"],
} satisfies ModelInput["stacks"][string];

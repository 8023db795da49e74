import type { ModelInput } from "@launchgate/core";

/** Staging: deploys on merge without an approval; traffic then moves as in production, so that every release rehearses the ramp. */
export const stagingStage = {
  title: "Staging",
  kind: "staging",
  approval: {},
  branchPolicy: { branches: ["main"] },
  traffic: "gated",
  rollbackWindow: "7 days",
  deploymentRetention: "30d",
  database: {
    restoreWindow: "7 days",
    minComputeUnits: 0.25,
    maxComputeUnits: 2,
    suspendAfter: "10 minutes",
    protected: true,
    snapshots: { frequency: "daily", hour: 3, retention: "7 days" },
    previewBranches: { expiresAfter: "3 days" },
  },
  syntheticLocations: ["aws:eu-central-1", "aws:sa-east-1"],
  paging: "people",
  supportHours: { timeZone: "Europe/Berlin", daysOfWeek: [1, 2, 3, 4, 5], start: "08:00", end: "19:00" },
  thresholdFactor: 2,
  budget: { monthlyUsd: 150 },
} satisfies ModelInput["stages"][string];

/** The staging stack. */
export const staging = {
  kind: "stage",
  stage: "staging",
  services: ["web", "bridge-api"],
} satisfies ModelInput["stacks"][string];

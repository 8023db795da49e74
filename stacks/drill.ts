import type { ModelInput } from "@launchgate/core";

/** A throw-away stage for drills: staging's behaviour, gated like production, pages drill people only (D1). */
export const drillStage = {
  title: "Drill",
  kind: "drill",
  approval: {},
  branchPolicy: { branches: ["main"] },
  traffic: "gated",
  rollbackWindow: "1 day",
  deploymentRetention: "7d",
  database: {
    restoreWindow: "1 day",
    minComputeUnits: 0.25,
    maxComputeUnits: 1,
    suspendAfter: "5 minutes",
    protected: false,
  },
  syntheticLocations: ["aws:eu-central-1"],
  paging: "drill",
  thresholdFactor: 1,
  budget: { monthlyUsd: 50 },
} satisfies ModelInput["stages"][string];

/** The template that a drill stack is made from. */
export const drill = {
  kind: "stage",
  stage: "drill",
  services: ["web", "bridge-api"],
  ephemeral: true,
} satisfies ModelInput["stacks"][string];

import type { ModelInput } from "@launchgate/core";

/** Development: open, small, sleeps when idle. */
export const devStage = {
  title: "Development",
  kind: "development",
  approval: {},
  branchPolicy: { branches: ["main", "feature/**", "fix/**", "dependabot/**"] },
  traffic: "on-merge",
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
  paging: "nobody",
  thresholdFactor: 5,
  budget: { monthlyUsd: 50 },
} satisfies ModelInput["stages"][string];

/** The dev stack. */
export const dev = {
  kind: "stage",
  stage: "dev",
  services: ["web", "bridge-api"],
} satisfies ModelInput["stacks"][string];

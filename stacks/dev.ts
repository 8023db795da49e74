import type { ModelInput } from "@launchgate/core";
import { smallDatabase } from "./small-database.ts";

/** Development: open, small, sleeps when idle. */
export const devStage = {
  title: "Development",
  kind: "development",
  approval: {},
  branchPolicy: { branches: ["main", "feature/**", "fix/**", "dependabot/**"] },
  traffic: "on-merge",
  rollbackWindow: "1 day",
  deploymentRetention: "7d",
  database: smallDatabase,
  syntheticLocations: ["aws:eu-central-1", "aws:sa-east-1"],
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

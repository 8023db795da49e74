import type { ModelInput } from "@launchgate/core";
import { smallDatabase } from "./small-database.ts";

/** A throw-away stage for drills: small like dev, traffic moves by the ramp as in production, pages drill people only (D1). */
export const drillStage = {
  title: "Drill",
  kind: "drill",
  approval: {},
  branchPolicy: { branches: ["main"] },
  traffic: "gated",
  rollbackWindow: "1 day",
  deploymentRetention: "7d",
  database: smallDatabase,
  syntheticLocations: ["aws:eu-central-1", "aws:sa-east-1"],
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

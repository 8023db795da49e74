import type { ModelInput } from "@launchgate/core";

/** Database of a stage that nobody's work depends on: small, asleep when idle, restorable for a day. */
export const smallDatabase = {
  restoreWindow: "1 day",
  minComputeUnits: 0.25,
  maxComputeUnits: 1,
  suspendAfter: "5 minutes",
  protected: false,
} satisfies ModelInput["stages"][string]["database"];

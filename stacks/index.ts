import type { ModelInput } from "@launchgate/core";
import { dev, devStage } from "./dev.ts";
import { drill, drillStage } from "./drill.ts";
import { drills } from "./drills.ts";
import { onCall } from "./on-call.ts";
import { organization } from "./organization.ts";
import { prod, prodStage } from "./prod.ts";
import { release } from "./release.ts";
import { services } from "./services.ts";
import { shared } from "./shared.ts";
import { staging, stagingStage } from "./staging.ts";
import { vendors } from "./vendors.ts";

/** The whole model of the reference organisation, as written: the only thing a team edits. */
export const model: ModelInput = {
  organization,
  services,
  stages: { dev: devStage, staging: stagingStage, prod: prodStage, drill: drillStage },
  release,
  onCall,
  drills,
  vendors,
  stacks: { shared, dev, staging, prod, drill },
};

import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import type { StackName } from "../helpers/stack-plans.ts";

/** What is kept of the stacks' plans while Stryker runs. */
export interface KeptPlans {
  /** The instant as of which they were made, ISO 8601. */
  readonly at: string;
  readonly stacks: Readonly<Record<StackName, readonly CapturedResource[]>>;
}

/** Environment variable that holds the path of the file. */
export const KEPT_PLANS = "LAUNCHGATE_KEPT_PLANS";

import { datadogRemovals } from "./datadog-removals.ts";
import { githubRemovals } from "./github-removals.ts";
import { neonRemovals } from "./neon-removals.ts";
import { pagerdutyRemovals } from "./pagerduty-removals.ts";
import type { RemovalRows } from "./remove.ts";
import { vercelRemovals } from "./vercel-removals.ts";

/** How each kind is removed, or how a person does it. A kind that is not here is removed by hand too. */
export const removalTable: RemovalRows = {
  ...githubRemovals,
  ...vercelRemovals,
  ...neonRemovals,
  ...pagerdutyRemovals,
  ...datadogRemovals,
};

import { datadogMutations } from "./datadog-mutations.ts";
import { githubMutations } from "./github-mutations.ts";
import type { MutationTable } from "./mutate.ts";
import { neonMutations } from "./neon-mutations.ts";
import { pagerdutyMutations } from "./pagerduty-mutations.ts";
import { vercelMutations } from "./vercel-mutations.ts";

/** How every declared kind of all vendors is changed at its vendor. */
export const mutationTable: MutationTable = {
  ...githubMutations,
  ...vercelMutations,
  ...neonMutations,
  ...pagerdutyMutations,
  ...datadogMutations,
};

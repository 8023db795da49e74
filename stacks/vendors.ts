import type { ModelInput } from "@launchgate/core";

/** Which plan of each vendor we pay for (A3). */
export const vendors = {
  github: { plan: "enterprise" },
  vercel: {
    plan: "pro",
    compensations: [
      {
        feature: "vercel-access-groups",
        gate: "Only the pipeline's token may deploy; members have the viewer role; drift detection reports added members.",
        owner: "platform",
      },
    ],
  },
  neon: { plan: "scale" },
  pagerduty: { plan: "business" },
  datadog: {
    plan: "pro",
    compensations: [
      {
        feature: "cost-budgets",
        gate: "A metric monitor on the exported daily cost tells people at the shares of the budget.",
        owner: "platform",
      },
    ],
  },
} satisfies ModelInput["vendors"];

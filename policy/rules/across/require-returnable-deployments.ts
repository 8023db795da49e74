import { days } from "@launchgate/core";
import { productionAndStaging } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** Days of Vercel's retention values. */
const retentionDays: Readonly<Record<string, number>> = {
  "1d": 1,
  "1w": 7,
  "1m": 30,
  "2m": 60,
  "3m": 90,
  "6m": 180,
  "1y": 365,
  unlimited: Number.POSITIVE_INFINITY,
};

/** The release to return to is still there (B1). */
export const requireReturnableDeployments = defineServiceRule({
  id: "across-service-require-returnable-deployments",
  title: "Production deployments are kept for the whole rollback window",
  cause:
    "No retention is declared for the service's project, or production deployments expire before the rollback window ends.",
  why: "The rollback names a deployment that was deleted last week.",
  fix: "Set stages.<stage>.deploymentRetention to the rollback window or longer.",
  requirements: ["B1", "P5"],
  severity: "critical",
  levels: productionAndStaging,
  tags: ["rollback", "retention"],
  link: "https://vercel.com/docs/deployment-retention",
  vendor: "vercel",
  needs: ["vercel:index/projectDeploymentRetention:ProjectDeploymentRetention"],
  lacks: ({ id }, found, { plan }) => {
    if (plan.stage === null) return [];
    if (found.length === 0) return [`nothing says how long deployments of service "${id}" are kept`];
    const needed = days(plan.stage.rollbackWindow);
    return found
      .map((each) => each.text("expirationProduction") ?? "unset")
      .filter((kept) => !((retentionDays[kept] ?? 0) >= needed))
      .map((kept) => `deployments of service "${id}" are kept for ${kept}, a release goes back ${String(needed)} days`);
  },
});

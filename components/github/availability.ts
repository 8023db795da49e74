import { planHas, type FeatureId, type Vendors } from "@launchgate/core";
import type { Visibility } from "./wire.ts";

/** Features of GitHub in the plan table. */
export type GitHubFeature = Extract<
  FeatureId,
  | "environment-reviewers"
  | "environment-branch-policies"
  | "rulesets"
  | "merge-queue"
  | "push-protection"
  | "code-scanning"
>;

/**
 * Whether a repository of this visibility has `feature` (A3). The plan table speaks of private and internal repositories;
 * a public one has every feature of {@link GitHubFeature} in any plan. With plan `none` nothing is available.
 */
export function isAvailable(vendors: Vendors, visibility: Visibility, feature: GitHubFeature): boolean {
  if (vendors.github.plan === "none") return false;
  return visibility === "public" || planHas(vendors, feature);
}

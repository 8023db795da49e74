import type { Change, Lives } from "./life.ts";

const bypass = { bypassActors: [{ actorId: 1, actorType: "OrganizationAdmin", bypassMode: "always" }] };

/** Rules as production has them. */
export const rules = {
  deletion: true,
  nonFastForward: true,
  pullRequest: { requiredApprovingReviewCount: 1, requireCodeOwnerReview: true, allowedMergeMethods: ["squash"] },
  requiredStatusChecks: {
    requiredChecks: [{ context: "check", integrationId: 15_368 }],
    strictRequiredStatusChecksPolicy: true,
  },
  requiredDeployments: { requiredDeploymentEnvironments: ["prod"] },
  requiredCodeScanning: {
    requiredCodeScanningTools: [
      { tool: "CodeQL", alertsThreshold: "errors", securityAlertsThreshold: "high_or_higher" },
    ],
  },
};
const to = (changed: object): Change => ({ to: { ...rules, ...changed } });

/** A ruleset with each of its rules. */
export const rulesetLives = (): Lives => ({
  ruleset: {
    type: "github:index/repositoryRuleset:RepositoryRuleset",
    inputs: {
      repository: "web",
      name: "guard",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
      ...bypass,
      rules,
    },
    changes: {
      name: { to: "guard of main" },
      target: { to: "tag", with: { rules: { deletion: true } } },
      enforcement: { to: "disabled" },
      bypassActors: [{ to: [] }, { to: undefined }],
      conditions: { to: { refName: { includes: ["refs/heads/main"], excludes: ["refs/heads/old"] } } },
      rules: [
        to({ deletion: false }),
        to({ creation: true, requiredLinearHistory: true, requiredSignatures: true }),
        to({ pullRequest: { ...rules.pullRequest, requiredApprovingReviewCount: 2, requireLastPushApproval: true } }),
        to({ requiredStatusChecks: { requiredChecks: [{ context: "check" }, { context: "lint" }] } }),
        to({ requiredDeployments: { requiredDeploymentEnvironments: ["prod", "qa/other"] } }),
        to({ requiredCodeScanning: undefined }),
        to({ update: true, updateAllowsFetchAndMerge: true }),
        to({ mergeQueue: { mergeMethod: "SQUASH", maxEntriesToBuild: 3 } }),
        to({ commitMessagePattern: { operator: "starts_with", pattern: "feat" } }),
      ],
    },
    unchanged: { repository: "replaces: a repository is its place" },
    importId: (state, id) => `${String(state["repository"])}:${id}`,
  },
});

import type * as github from "@pulumi/github";
import type { RepositoryModel, Service, Vendors } from "@launchgate/core";
import { isAvailable } from "./availability.ts";
import type {
  CodeAlertsThreshold,
  MergeMethod,
  MergeQueueGrouping,
  MergeQueueMethod,
  SecurityAlertsThreshold,
  Visibility,
} from "./wire.ts";

/** What the rules of a default branch depend on. */
export interface BranchRulesArgs {
  /** `strict` is for the repository of these rules: two reviews and no finding at all. */
  readonly guard: "standard" | "strict";
  readonly visibility: Visibility;
  readonly vendors: Vendors;
  /** Checks that must pass, each with the app that must have posted it. */
  readonly requiredChecks: RepositoryModel["requiredChecks"];
  /** `merge-queue` where the plan has it; the history is linear in any case. */
  readonly history: RepositoryModel["history"];
  /** Environments to which a pull request must have been deployed. */
  readonly requiredDeployments: readonly string[];
  /** Worst open finding allowed (P8). */
  readonly securityThreshold: Service["qualityGates"]["securityThreshold"];
}

type Rules = github.types.input.RepositoryRulesetRules;

/** Approvals that a pull request needs, by guard. */
export const approvalsNeeded = { standard: 1, strict: 2 } as const;

/** The rules of a default branch as the provider takes them (P6, S1). */
export function branchRules(args: BranchRulesArgs): Rules {
  const queue = usesMergeQueue(args);
  return {
    deletion: true,
    nonFastForward: true,
    requiredLinearHistory: true,
    requiredSignatures: true,
    pullRequest: reviews(args.guard),
    requiredStatusChecks: {
      requiredChecks: args.requiredChecks.map(({ context, appId }) => ({ context, integrationId: appId })),
      // The queue tests each change on top of those before it; demanding an up-to-date branch as well would undo that.
      strictRequiredStatusChecksPolicy: !queue,
      doNotEnforceOnCreate: false,
    },
    ...(args.requiredDeployments.length > 0
      ? { requiredDeployments: { requiredDeploymentEnvironments: [...args.requiredDeployments] } }
      : {}),
    ...(queue ? { mergeQueue } : {}),
    ...codeScanning(args),
  };
}

/** Whether the branch gets a merge queue: it is wanted, the plan has it, and the guard is not the strict one. */
export function usesMergeQueue(args: Pick<BranchRulesArgs, "guard" | "history" | "vendors" | "visibility">): boolean {
  return (
    args.history === "merge-queue" &&
    args.guard === "standard" &&
    isAvailable(args.vendors, args.visibility, "merge-queue")
  );
}

function reviews(guard: BranchRulesArgs["guard"]): NonNullable<Rules["pullRequest"]> {
  return {
    requiredApprovingReviewCount: approvalsNeeded[guard],
    requireCodeOwnerReview: true,
    requireLastPushApproval: true,
    dismissStaleReviewsOnPush: true,
    requiredReviewThreadResolution: true,
    allowedMergeMethods: ["squash" satisfies MergeMethod],
  };
}

const mergeQueue = {
  mergeMethod: "SQUASH" satisfies MergeQueueMethod,
  groupingStrategy: "ALLGREEN" satisfies MergeQueueGrouping,
  minEntriesToMerge: 1,
  minEntriesToMergeWaitMinutes: 5,
  maxEntriesToMerge: 5,
  maxEntriesToBuild: 5,
  checkResponseTimeoutMinutes: 60,
};

/** Severity that blocks, by the worst finding that is still allowed. */
const blockingSeverity: Readonly<Record<BranchRulesArgs["securityThreshold"], SecurityAlertsThreshold>> = {
  none: "all",
  low: "medium_or_higher",
  medium: "high_or_higher",
  high: "critical",
};

function codeScanning(args: BranchRulesArgs): Pick<Rules, "requiredCodeScanning"> {
  if (!isAvailable(args.vendors, args.visibility, "code-scanning")) return {};
  const strict = args.guard === "strict";
  const alertsThreshold: CodeAlertsThreshold = strict ? "all" : "errors";
  const securityAlertsThreshold = strict ? "all" : blockingSeverity[args.securityThreshold];
  return {
    requiredCodeScanning: {
      requiredCodeScanningTools: [{ tool: "CodeQL", alertsThreshold, securityAlertsThreshold }],
    },
  };
}

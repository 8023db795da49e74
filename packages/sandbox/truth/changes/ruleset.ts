import { idOf } from "../helpers/declared.ts";
import { rowsOf, type Change, type Inputs, type Kind } from "./change.ts";

const { update, whole } = rowsOf("RepositoryRuleset");
const conditions = { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } };
const actor = { actorId: idOf("Team", "team-a"), actorType: "Team", bypassMode: "always" };

/** A rule whose parameters are there before and after, but for one; `beside`: other inputs of the ruleset. */
function rule(name: string, parameters: Inputs, property: string, after: unknown, beside: Inputs = {}): Change {
  return whole(
    `rules.${name}.${property}`,
    { ...beside, rules: { [name]: parameters } },
    { rules: { [name]: { ...parameters, [property]: after } } },
  );
}

/** A rule that is there or not. */
function flag(name: string): Change {
  return whole(
    `rules.${name}`,
    { rules: { requiredSignatures: name !== "requiredSignatures" } },
    {
      rules: { requiredSignatures: true, [name]: true },
    },
  );
}

const pullRequest = {
  allowedMergeMethods: ["squash", "merge"],
  requiredApprovingReviewCount: 1,
};
const reviewer = {
  filePatterns: ["*.ts"],
  minimumApprovals: 1,
  reviewer: { id: idOf("Team", "team-a"), type: "Team" },
};
const check = { context: "check", integrationId: 15368 };
const checks = { requiredChecks: [check, { context: "build", integrationId: 15368 }] };
const scanning = { tool: "CodeQL", alertsThreshold: "errors", securityAlertsThreshold: "high_or_higher" };
const queue = { minEntriesToMerge: 2 };
const push = { target: "push", conditions: undefined };
const patternRules = ["branchNamePattern", "commitAuthorEmailPattern", "commitMessagePattern", "committerEmailPattern"];

/** The four parameters of a rule on names or texts. */
function patternRows(name: string, beside: Inputs = {}): Change[] {
  const parameters = { operator: "contains", pattern: "a" };
  return [
    rule(name, parameters, "name", "What it is called", beside),
    rule(name, parameters, "negate", true, beside),
    rule(name, parameters, "operator", "starts_with", beside),
    rule(name, parameters, "pattern", "b.c", beside),
  ];
}

/** A list of one item, of which one field changes. */
function item(rules: string, list: string, first: Inputs, property: string, after: unknown): Change {
  const inputs = (each: Inputs): Inputs => ({ rules: { [rules]: { [list]: [each] } } });
  return whole(`rules.${rules}.${list}.${property}`, inputs(first), inputs({ ...first, [property]: after }));
}

/** A ruleset and each of its inputs. (P6) */
export const ruleset: Kind = {
  type: "RepositoryRuleset",
  specimen: (name) => ({
    inputs: {
      repository: "common",
      name,
      target: "branch",
      enforcement: "active",
      conditions,
      rules: { deletion: true },
    },
    needs: [],
  }),
  changes: [
    update("name", "a ruleset: before", "a ruleset: after"),
    update("enforcement", "active", "disabled"),
    update("target", "branch", "tag"),
    update("conditions.refName.includes", ["refs/heads/b", "refs/heads/a"], ["~ALL"], { conditions }),
    update("conditions.refName.excludes", [], ["refs/heads/b", "refs/heads/a"], { conditions }),
    whole(
      "bypassActors.actorId",
      { bypassActors: [actor] },
      { bypassActors: [{ ...actor, actorId: idOf("Team", "team-b") }] },
    ),
    whole(
      "bypassActors.bypassMode",
      { bypassActors: [actor] },
      { bypassActors: [{ ...actor, bypassMode: "pull_request" }] },
    ),
    whole(
      "bypassActors.actorType",
      { bypassActors: [{ actorId: 5, actorType: "RepositoryRole", bypassMode: "always" }] },
      { bypassActors: [{ actorId: 1, actorType: "OrganizationAdmin", bypassMode: "always" }, actor] },
    ),
    ...["creation", "deletion", "nonFastForward", "requiredLinearHistory", "requiredSignatures", "update"].map((name) =>
      flag(name),
    ),
    ...patternRules.flatMap((name) => patternRows(name)),
    ...patternRows("tagNamePattern", { target: "tag" }),
    rule("pullRequest", pullRequest, "allowedMergeMethods", ["rebase", "squash"]),
    rule("pullRequest", pullRequest, "dismissStaleReviewsOnPush", true),
    rule("pullRequest", pullRequest, "requireCodeOwnerReview", true),
    rule("pullRequest", pullRequest, "requireLastPushApproval", true),
    rule("pullRequest", pullRequest, "requiredApprovingReviewCount", 2),
    rule("pullRequest", pullRequest, "requiredReviewThreadResolution", true),
    item("pullRequest", "requiredReviewers", reviewer, "filePatterns", ["*.ts", "*.go"]),
    item("pullRequest", "requiredReviewers", reviewer, "minimumApprovals", 2),
    item("pullRequest", "requiredReviewers", reviewer, "reviewer", { id: idOf("Team", "team-b"), type: "Team" }),
    rule("requiredStatusChecks", checks, "doNotEnforceOnCreate", true),
    rule("requiredStatusChecks", checks, "strictRequiredStatusChecksPolicy", true),
    item("requiredStatusChecks", "requiredChecks", check, "context", "another"),
    item("requiredStatusChecks", "requiredChecks", { context: "any" }, "integrationId", 15368),
    item("requiredCodeScanning", "requiredCodeScanningTools", scanning, "tool", "Other"),
    item("requiredCodeScanning", "requiredCodeScanningTools", scanning, "alertsThreshold", "all"),
    item("requiredCodeScanning", "requiredCodeScanningTools", scanning, "securityAlertsThreshold", "all"),
    rule(
      "requiredDeployments",
      { requiredDeploymentEnvironments: ["env-2", "env"] },
      "requiredDeploymentEnvironments",
      ["env"],
    ),
    rule("copilotCodeReview", {}, "reviewOnPush", true),
    rule("copilotCodeReview", {}, "reviewDraftPullRequests", true),
    rule("mergeQueue", queue, "checkResponseTimeoutMinutes", 30),
    rule("mergeQueue", queue, "groupingStrategy", "HEADGREEN"),
    rule("mergeQueue", queue, "maxEntriesToBuild", 7),
    rule("mergeQueue", queue, "maxEntriesToMerge", 7),
    rule("mergeQueue", queue, "mergeMethod", "SQUASH"),
    rule("mergeQueue", queue, "minEntriesToMerge", 3),
    rule("mergeQueue", queue, "minEntriesToMergeWaitMinutes", 9),
    rule(
      "fileExtensionRestriction",
      { restrictedFileExtensions: ["*.b", "*.a"] },
      "restrictedFileExtensions",
      ["*.c", "*.a"],
      push,
    ),
    rule(
      "filePathRestriction",
      { restrictedFilePaths: ["b/**", "a/**"] },
      "restrictedFilePaths",
      ["c/**", "a/**"],
      push,
    ),
    rule("maxFilePathLength", { maxFilePathLength: 100 }, "maxFilePathLength", 120, push),
    rule("maxFileSize", { maxFileSize: 10 }, "maxFileSize", 20, push),
  ],
};

import { rowsOf, type Kind } from "./change.ts";
import { repositoryName } from "./places.ts";

const { update } = rowsOf("Repository");
const switches = [
  "allowAutoMerge",
  "allowUpdateBranch",
  "deleteBranchOnMerge",
  "hasDiscussions",
  "hasDownloads",
  "hasIssues",
  "hasProjects",
  "hasWiki",
  "isTemplate",
  "archiveOnDestroy",
  "ignoreVulnerabilityAlertsDuringRead",
];
const securityFeatures = ["advancedSecurity", "secretScanning", "secretScanningPushProtection"];

// The provider reads the two kinds of scanning whether they are declared or not.
const allFeatures = Object.fromEntries(securityFeatures.map((feature) => [feature, { status: "enabled" }]));

/** A repository and each of its inputs. */
export const repository: Kind = {
  type: "Repository",
  specimen: (name) => ({ inputs: { name: repositoryName(name), visibility: "private", autoInit: true }, needs: [] }),
  changes: [
    ...switches.map((name) => update(name, undefined, true)),
    update("allowMergeCommit", true, false),
    update("allowRebaseMerge", true, false),
    update("allowSquashMerge", true, false),
    update("allowForking", false, true),
    update("webCommitSignoffRequired", false, true),
    update("archived", false, true),
    update("description", undefined, "What it is for"),
    update("homepageUrl", undefined, "https://motion-mavericks.example"),
    update("mergeCommitTitle", undefined, "PR_TITLE", { mergeCommitMessage: "BLANK" }),
    update("mergeCommitMessage", "PR_BODY", "BLANK", { mergeCommitTitle: "PR_TITLE" }),
    update("squashMergeCommitTitle", undefined, "PR_TITLE"),
    update("squashMergeCommitMessage", undefined, "BLANK", { squashMergeCommitTitle: "PR_TITLE" }),
    update("name", "name-before", "name-after"),
    update("topics", ["b", "a"], ["a", "c", "d"]),
    update("visibility", "private", "public"),
    update("vulnerabilityAlerts", false, true),
    ...securityFeatures.map((feature) =>
      update(`securityAndAnalysis.${feature}.status`, "disabled", "enabled", {
        securityAndAnalysis: allFeatures,
      }),
    ),
  ],
};

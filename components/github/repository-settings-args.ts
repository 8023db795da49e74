import type * as github from "@pulumi/github";
import { labelsMadeByGitHub, resolution, type Problem, type RepositoryModel, type Resolution } from "@launchgate/core";
import { isAvailable } from "./availability.ts";
import type { RepositorySettingsArgs } from "./repository-settings.ts";
import { repositoryPath } from "./rules-repository.ts";
import type { FeatureStatus, SquashMessage, SquashTitle } from "./wire.ts";

/** The repository resource as it will be declared. */
export type ResolvedRepositorySettings = github.RepositoryArgs;

/** Most topics that GitHub takes. */
const topicLimit = 20;

/** Fills in, or tells every problem: `github.visibility-beyond-plan`, `github.too-many-topics`, `github.label-made-by-github`. */
export function resolveRepositorySettings(args: RepositorySettingsArgs): Resolution<ResolvedRepositorySettings> {
  const { repository } = args;
  const resolved: ResolvedRepositorySettings = {
    name: repository.name,
    description: repository.description,
    visibility: repository.visibility,
    topics: topicsOf(args),
    ...mergeSettings,
    // A private repository merges by itself in the same plans that have rulesets; elsewhere GitHub forgets the setting.
    allowAutoMerge: isAvailable(args.vendors, repository.visibility, "rulesets"),
    hasIssues: true,
    hasWiki: false,
    hasProjects: false,
    archiveOnDestroy: true,
    ...(repository.visibility === "public" ? {} : { allowForking: false }),
    ...(repository.mode === "create" ? { autoInit: true } : {}),
    ...secretScanning(args),
  };
  return resolution(resolved, [...planProblems(args), ...topicProblems(args), ...labelProblems(args)]);
}

/** One commit a pull request, so that a release is a straight list of reviewed changes (P6). */
const mergeSettings = {
  allowSquashMerge: true,
  allowMergeCommit: false,
  allowRebaseMerge: false,
  squashMergeCommitTitle: "PR_TITLE" satisfies SquashTitle,
  squashMergeCommitMessage: "PR_BODY" satisfies SquashMessage,
  allowUpdateBranch: true,
  deleteBranchOnMerge: true,
} as const;

const enabled = { status: "enabled" satisfies FeatureStatus } as const;

function secretScanning(args: RepositorySettingsArgs): Pick<github.RepositoryArgs, "securityAndAnalysis"> {
  if (!isAvailable(args.vendors, args.repository.visibility, "push-protection")) return {};
  return { securityAndAnalysis: { secretScanning: enabled, secretScanningPushProtection: enabled } };
}

function topicsOf(args: RepositorySettingsArgs): string[] {
  const managed = ["managed-by-launchgate", `service-${args.serviceId}`, `team-${args.owner}`];
  return [...new Set([...args.repository.topics, ...managed])].sort();
}

const at = (args: RepositorySettingsArgs, key: keyof RepositoryModel): string =>
  `${repositoryPath(args.serviceId)}.${key}`;

function planProblems(args: RepositorySettingsArgs): Problem[] {
  const { visibility } = args.repository;
  if (visibility !== "internal" || args.vendors.github.plan === "enterprise") return [];
  return [
    {
      code: "github.visibility-beyond-plan",
      path: at(args, "visibility"),
      value: visibility,
      expected: `private or public with the ${args.vendors.github.plan} plan`,
      fix: "Choose private, or set vendors.github.plan to enterprise if that is what you have.",
    },
  ];
}

function topicProblems(args: RepositorySettingsArgs): Problem[] {
  const count = topicsOf(args).length;
  if (count <= topicLimit) return [];
  return [
    {
      code: "github.too-many-topics",
      path: at(args, "topics"),
      value: args.repository.topics.length,
      expected: `at most ${String(topicLimit)} topics, the three that Launchgate adds counted`,
      fix: `Take out ${String(count - topicLimit)} of them.`,
    },
  ];
}

function labelProblems(args: RepositorySettingsArgs): Problem[] {
  const clashes = Object.keys(args.labels).filter((label) => labelsMadeByGitHub.includes(label.toLowerCase()));
  return clashes.map((label) => ({
    code: "github.label-made-by-github",
    path: `organization.labels.${label}`,
    value: label,
    expected: "a label that GitHub does not put into every new repository by itself",
    fix: `Rename it, for example to "kind: ${label}".`,
  }));
}

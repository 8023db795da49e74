import type { FieldProblem } from "../../../http/refusal.ts";
import type { RepositoryData, SecurityAndAnalysis } from "../types.ts";

/** Name as GitHub keeps it: every run of other characters becomes a hyphen. Source: behaviour of the website [unverified]. */
export function keptName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, "-");
}

/** Titles and messages of squash and merge commits that may go together. Source: github.json, the fields' descriptions. */
const commitTexts: Readonly<Record<string, readonly string[]>> = {
  PR_TITLE: ["PR_BODY", "BLANK", "COMMIT_MESSAGES"],
  COMMIT_OR_PR_TITLE: ["COMMIT_MESSAGES"],
  MERGE_MESSAGE: ["PR_TITLE"],
};

/** Rules that span fields of a repository. */
export function repositoryProblems(data: RepositoryData): FieldProblem[] {
  const noMethod = !["allow_merge_commit", "allow_squash_merge", "allow_rebase_merge"].some(
    (each) => data[each] === true,
  );
  return [
    ...(noMethod
      ? [custom("merge_commit_allowed", "Sorry, need to allow at least one merge strategy. (no_merge_method)")]
      : []),
    ...unfit(data, "squash_merge_commit"),
  ];
}

function unfit(data: RepositoryData, kind: string): FieldProblem[] {
  const title = String(data[`${kind}_title`]);
  const fits = commitTexts[title]?.includes(String(data[`${kind}_message`])) ?? false;
  return fits ? [] : [custom(`${kind}_title`, "Sorry, you need to use a valid combination of title and message.")];
}

/** What is wrong with topics. Source: GitHub docs, "Classifying your repository with topics". */
export function topicProblems(topics: readonly string[]): string[] {
  const unfit = topics.some((topic) => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(topic));
  const form =
    "Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.";
  return [...(unfit ? [form] : []), ...(topics.length > 20 ? ["Repositories can have at most 20 topics."] : [])];
}

/** A problem in GitHub's own words. */
export function custom(field: string, message: string): FieldProblem {
  return { path: [field], code: "custom", message };
}

/** What a new repository has. Source: github.json, descriptions of the fields of `POST /orgs/{org}/repos`. */
export const repositoryDefaults = {
  description: null,
  homepage: null,
  visibility: "public",
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_downloads: true,
  has_discussions: false,
  is_template: false,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  allow_update_branch: false,
  allow_forking: false,
  delete_branch_on_merge: false,
  use_squash_pr_title_as_default: false,
  squash_merge_commit_title: "COMMIT_OR_PR_TITLE",
  squash_merge_commit_message: "COMMIT_MESSAGES",
  merge_commit_title: "MERGE_MESSAGE",
  merge_commit_message: "PR_TITLE",
  web_commit_signoff_required: false,
  archived: false,
  default_branch: "main",
  topics: [] as readonly string[],
  auto_init: false,
};

/** Security features of a new repository, all off until asked for. */
export const noSecurityFeatures: SecurityAndAnalysis = Object.fromEntries(
  [
    "secret_scanning",
    "secret_scanning_push_protection",
    "secret_scanning_non_provider_patterns",
    "secret_scanning_validity_checks",
    "dependabot_security_updates",
  ].map((name) => [name, { status: "disabled" }] as const),
);

/** Labels that a new repository has. Source: GitHub docs, "Managing labels", default labels. */
export const firstLabels: readonly (readonly [name: string, color: string, description: string])[] = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["duplicate", "cfd3d7", "This issue or pull request already exists"],
  ["enhancement", "a2eeef", "New feature or request"],
  ["good first issue", "7057ff", "Good for newcomers"],
  ["help wanted", "008672", "Extra attention is needed"],
  ["invalid", "e4e669", "This doesn't seem right"],
  ["question", "d876e3", "Further information is requested"],
  ["wontfix", "ffffff", "This will not be worked on"],
];

import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";

interface Rule {
  readonly type: string;
  readonly wait_timer?: number;
  readonly prevent_self_review?: boolean;
  readonly reviewers?: readonly { readonly type: "User" | "Team"; readonly reviewer: { readonly id: number } }[];
}

/** A deployment environment with its reviewers and branch rule (P3). Every write says all of it. */
export const repositoryEnvironment = plainRow({
  type: "github:index/repositoryEnvironment:RepositoryEnvironment",
  source: "terraform-provider-github resource_github_repository_environment.go",
  createBy: "PUT /repos/{owner}/{repository}/environments/{environment}",
  readBy: "GET /repos/{owner}/{repository}/environments/{environment}",
  updateBy: "PUT /repos/{owner}/{repository}/environments/{environment}",
  removeBy: "DELETE /repos/{owner}/{repository}/environments/{environment}",
  id: "{repository}:{environment}",
  naturalKey: ["repository", "environment"],
  settings: {
    repository: { change: "replace" },
    environment: { change: "replace" },
    waitTimer: { min: 0, max: 43_200, absent: 0 },
    canAdminsBypass: { default: true },
    preventSelfReview: { default: false },
    reviewers: { absent: [] },
    "reviewers[].teams": { unordered: true },
    "reviewers[].users": { unordered: true },
    deploymentBranchPolicy: { absent: {} },
  },
  forms: { reviewers: { skip: true, from: (_value, body) => reviewersOf(body) }, deploymentBranchPolicy: policyForm() },
  complete: (body, inputs) => ({
    wait_timer: 0,
    ...body,
    reviewers: reviewersFor(inputs["reviewers"]),
    deployment_branch_policy: body["deployment_branch_policy"] ?? null,
  }),
  check: (inputs) => {
    const [first] = Array.isArray(inputs["reviewers"]) ? (inputs["reviewers"] as Properties[]) : [];
    const count = [...listOf(first?.["teams"]), ...listOf(first?.["users"])].length;
    return count > 6 ? [{ property: "reviewers", reason: `names ${String(count)} reviewers; GitHub allows 6` }] : [];
  },
  also: (body) => {
    const rules = (body["protection_rules"] ?? []) as readonly Rule[];
    const reviewers = rules.find(({ type }) => type === "required_reviewers");
    return {
      ...body,
      wait_timer: rules.find(({ type }) => type === "wait_timer")?.wait_timer ?? 0,
      prevent_self_review: reviewers?.prevent_self_review ?? false,
      review: reviewers?.reviewers ?? [],
    };
  },
});

function policyForm(): { to: (value: unknown) => unknown; from: (value: unknown) => unknown } {
  return {
    to: (value) => {
      const policy = value as Properties;
      if (Object.keys(policy).length === 0) return null;
      return {
        protected_branches: policy["protectedBranches"],
        custom_branch_policies: policy["customBranchPolicies"],
      };
    },
    from: (value) => {
      if (value === null || value === undefined) return null;
      const policy = value as Properties;
      return {
        protectedBranches: policy["protected_branches"],
        customBranchPolicies: policy["custom_branch_policies"],
      };
    },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function reviewersFor(value: unknown): readonly Properties[] {
  return listOf(value).flatMap((each) => {
    const { teams, users } = each as Properties;
    return [
      ...listOf(teams).map((id) => ({ type: "Team", id: Number(id) })),
      ...listOf(users).map((id) => ({ type: "User", id: Number(id) })),
    ];
  });
}

function reviewersOf(body: Properties): readonly Properties[] {
  const found = body["review"] as NonNullable<Rule["reviewers"]>;
  if (found.length === 0) return [];
  const ids = (type: "User" | "Team"): number[] =>
    found.filter((each) => each.type === type).map((each) => each.reviewer.id);
  return [{ teams: ids("Team"), users: ids("User") }];
}

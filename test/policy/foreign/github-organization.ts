/** A GitHub organisation, written as somebody would who never heard of Launchgate: with what goes wrong in real life. */
import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";

interface RepositorySettings {
  readonly description: string;
  readonly visibility: "public" | "private";
  readonly approvals: number;
}

const repositories: Record<string, RepositorySettings> = {
  storefront: { description: "Shop front end", visibility: "public", approvals: 2 },
  billing: { description: "Invoices", visibility: "private", approvals: 0 },
};

/** Everything that the organisation has at GitHub. */
export function githubOrganization(): void {
  new github.OrganizationSettings("acme", {
    billingEmail: "billing@acme.example",
    defaultRepositoryPermission: "write",
    membersCanCreatePublicRepositories: true,
  });
  const developers = new github.Team("developers", { privacy: "closed" });
  const operators = new github.Team("operators", { privacy: "closed" });

  for (const [name, settings] of Object.entries(repositories)) {
    const repository = new github.Repository(name, {
      name,
      description: settings.description,
      visibility: settings.visibility,
      hasIssues: true,
      deleteBranchOnMerge: true,
    });
    new github.TeamRepository(`${name}-developers`, {
      repository: repository.name,
      teamId: developers.id,
      permission: "push",
    });
    protectMain(name, repository, settings.approvals);
    environments(name, repository, operators);
  }

  new github.WorkflowRepositoryPermissions("billing-token", {
    repository: "billing",
    defaultWorkflowPermissions: "write",
    canApprovePullRequestReviews: true,
  });
  new github.ActionsRepositoryPermissions("billing-actions", { repository: "billing", allowedActions: "all" });
}

function protectMain(name: string, repository: github.Repository, approvals: number): void {
  new github.RepositoryRuleset(`${name}-main`, {
    name: "main",
    repository: repository.name,
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
    rules: {
      deletion: true,
      nonFastForward: true,
      requiredLinearHistory: true,
      pullRequest: {
        requiredApprovingReviewCount: approvals,
        dismissStaleReviewsOnPush: true,
        requiredReviewThreadResolution: true,
      },
      requiredStatusChecks: { requiredChecks: [{ context: "build" }] },
    },
    bypassActors: approvals > 1 ? [] : [{ actorId: 1, actorType: "OrganizationAdmin", bypassMode: "always" }],
  });
}

function environments(name: string, repository: github.Repository, operators: github.Team): void {
  new github.RepositoryEnvironment(`${name}-test`, { repository: repository.name, environment: "test" });
  if (name === "billing") {
    const production = new github.RepositoryEnvironment("billing-production", {
      repository: repository.name,
      environment: "production",
    });
    new github.ActionsEnvironmentVariable("billing-database", {
      repository: repository.name,
      environment: production.environment,
      variableName: "DATABASE_URL",
      value: pulumi.interpolate`postgres://billing:${"correct-horse-9"}@db.acme.example/billing`,
    });
    return;
  }
  const live = new github.RepositoryEnvironment("storefront-live", {
    repository: repository.name,
    environment: "Live",
    reviewers: [{ teams: [operators.id.apply(Number)] }],
    preventSelfReview: true,
    canAdminsBypass: false,
    waitTimer: 10,
    deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
  });
  new github.RepositoryEnvironmentDeploymentPolicy("storefront-live-any", {
    repository: repository.name,
    environment: live.environment,
    branchPattern: "**",
  });
}

import { defineRule, when } from "../../define-rule.ts";

/** A machine is no second person (P3, P6). */
export const forbidApprovingWorkflows = defineRule({
  id: "github-actions-forbid-approving",
  title: "Workflows do not approve pull requests",
  cause: "canApprovePullRequestReviews is not false.",
  why: "A workflow approves what its author wrote: the required review is met by nobody.",
  fix: "Set canApprovePullRequestReviews to false.",
  requirements: ["P3", "P6"],
  severity: "critical",
  types: ["github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions"],
  tags: ["actions", "review"],
  link: "https://docs.github.com/actions/reference/security/secure-use",
  scope: "resource",
  check: (permissions) =>
    when(
      permissions.flag("canApprovePullRequestReviews") !== false,
      `workflows of "${permissions.text("repository") ?? permissions.name}" may approve pull requests`,
    ),
});

import { defineRule, when } from "../../define-rule.ts";

const TOKEN_PAGE = "https://docs.github.com/actions/tutorials/authenticate-with-github_token";

/** A job asks for what it needs (S3). */
export const limitWorkflowToken = defineRule({
  id: "github-actions-limit-token",
  title: "The token of workflows reads by default",
  cause: "defaultWorkflowPermissions is not `read`.",
  why: "A build step that needs nothing gets a token that can push, release and change the pipeline.",
  fix: "Set defaultWorkflowPermissions to read; jobs raise it for themselves.",
  requirements: ["S3", "P2"],
  severity: "high",
  types: ["github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions"],
  tags: ["actions", "least-privilege"],
  link: TOKEN_PAGE,
  scope: "resource",
  check: (permissions) =>
    when(
      permissions.text("defaultWorkflowPermissions") !== "read",
      `workflows of "${permissions.text("repository") ?? permissions.name}" get a token that writes`,
    ),
});

import { defineRule, when } from "../../define-rule.ts";

/** A short-lived credential says from which environment it was asked for (S3). */
export const requireOidcSubject = defineRule({
  id: "github-actions-require-oidc-subject",
  title: "OIDC subjects name repository and context",
  cause: "The subject template uses GitHub's default, or lacks `repo` or `repository_id`, or `context`.",
  why: "The secret store cannot tell production's workflow from a pull request's and gives both the same key.",
  fix: "Set useDefault to false and includeClaimKeys to repo, repository_id and context.",
  requirements: ["S3"],
  severity: "high",
  types: [
    "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate",
  ],
  tags: ["actions", "oidc"],
  link: "https://docs.github.com/actions/reference/security/oidc#customizing-the-token-claims",
  scope: "resource",
  check: (template) => {
    const repository = template.text("repository") ?? template.name;
    if (template.flag("useDefault") !== false) return [`"${repository}" uses the default subject`];
    const keys = template.texts("includeClaimKeys");
    const hasRepository = keys.includes("repo") || keys.includes("repository_id");
    return when(
      !hasRepository || !keys.includes("context"),
      `the subject of "${repository}" lacks repository or context`,
    );
  },
});

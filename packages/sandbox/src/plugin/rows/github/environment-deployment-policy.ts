import { plainRow } from "../../plain-row.ts";

/** A branch or tag pattern that may deploy into an environment. Changing between branch and tag replaces. */
export const repositoryEnvironmentDeploymentPolicy = plainRow({
  type: "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
  source: "terraform-provider-github resource_github_repository_environment_deployment_policy.go",
  createBy: "POST /repos/{owner}/{repository}/environments/{environment}/deployment-branch-policies",
  readBy: "GET /repos/{owner}/{repository}/environments/{environment}/deployment-branch-policies/{policyId}",
  updateBy: "PUT /repos/{owner}/{repository}/environments/{environment}/deployment-branch-policies/{policyId}",
  removeBy: "DELETE /repos/{owner}/{repository}/environments/{environment}/deployment-branch-policies/{policyId}",
  id: "{repository}:{environment}:{answer.id}",
  importBy: "{repository}:{environment}:{policyId}",
  naturalKey: ["repository", "environment", "branchPattern", "tagPattern"],
  settings: {
    repository: { change: "replace" },
    environment: { change: "replace" },
    // The provider changes a pattern in place, but not its kind.
    branchPattern: { absent: "" },
    tagPattern: { absent: "" },
  },
  check: ({ branchPattern, tagPattern }) => {
    const both = typeof branchPattern === "string" && typeof tagPattern === "string";
    if (both) return [{ property: "tagPattern", reason: "cannot stand beside branchPattern" }];
    return branchPattern === undefined && tagPattern === undefined
      ? [{ property: "branchPattern", reason: "or tagPattern is required" }]
      : [];
  },
  forms: {
    branchPattern: { wire: "name", from: (value, body) => (body["type"] === "tag" ? "" : value) },
    tagPattern: { wire: "name", from: (value, body) => (body["type"] === "tag" ? value : "") },
  },
  complete: (_body, inputs, act) => {
    const isTag = inputs["tagPattern"] !== undefined && inputs["tagPattern"] !== "";
    const name = isTag ? inputs["tagPattern"] : inputs["branchPattern"];
    return act === "create" ? { name, type: isTag ? "tag" : "branch" } : { name };
  },
  once: { policyId: "id" },
  also: (body) => ({ ...body, policy_id: body["id"] }),
});

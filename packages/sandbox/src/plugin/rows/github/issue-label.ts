import { plainRow } from "../../plain-row.ts";

/** A label of a repository. A change of the name is a change: GitHub renames. */
export const issueLabel = plainRow({
  type: "github:index/issueLabel:IssueLabel",
  source: "terraform-provider-github resource_github_issue_label.go; github.json /repos/{owner}/{repo}/labels",
  createBy: "POST /repos/{owner}/{repository}/labels",
  readBy: "GET /repos/{owner}/{repository}/labels/{name}",
  updateBy: "PATCH /repos/{owner}/{repository}/labels/{name}",
  removeBy: "DELETE /repos/{owner}/{repository}/labels/{name}",
  id: "{repository}:{name}",
  naturalKey: ["repository", "name"],
  settings: {
    repository: { change: "replace" },
    name: { change: "replace", minLength: 1, maxLength: 50 },
    color: { minLength: 6, maxLength: 6 },
    description: { absent: "", maxLength: 100 },
  },
  also: (body) => ({ ...body, url: body["url"], description: body["description"] ?? "" }),
});

import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";

/** Highest first: the API gives every permission that the role includes. */
const roles = ["admin", "maintain", "push", "triage", "pull"];

/** What a team may do in a repository. */
export const teamRepository = plainRow({
  type: "github:index/teamRepository:TeamRepository",
  source:
    "terraform-provider-github resource_github_team_repository.go; facts/endpoints.md 2.1 (media type for permissions)",
  createBy: "PUT /teams/{teamId}/repos/{owner}/{repository}",
  readBy: "GET /teams/{teamId}/repos?per_page=100",
  updateBy: "PUT /teams/{teamId}/repos/{owner}/{repository}",
  removeBy: "DELETE /teams/{teamId}/repos/{owner}/{repository}",
  id: "{teamId}:{repository}",
  naturalKey: ["teamId", "repository"],
  settings: {
    teamId: { change: "replace" },
    repository: { change: "replace" },
    permission: { default: "pull" },
    etag: { writeOnly: true, change: "state" },
  },
  forms: { etag: { skip: true } },
  pick: (answer, state) => (answer as readonly Properties[]).find(({ name }) => name === state["repository"]),
  also: (body) => ({ ...body, permission: permissionOf(body) }),
});

function permissionOf(body: Properties): string {
  const own = body["role_name"];
  const names: Readonly<Record<string, string>> = { read: "pull", write: "push" };
  if (typeof own === "string") return names[own] ?? own;
  const all = (body["permissions"] ?? {}) as Readonly<Record<string, boolean>>;
  return roles.find((role) => all[role] === true) ?? "pull";
}

import { plainRow } from "../../plain-row.ts";

/** A person's place in a team. */
export const teamMembership = plainRow({
  type: "github:index/teamMembership:TeamMembership",
  source:
    "terraform-provider-github resource_github_team_membership.go; github.json /orgs/{org}/teams/{team_slug}/memberships/{username}",
  createBy: "PUT /teams/{teamId}/memberships/{username}",
  readBy: "GET /teams/{teamId}/memberships/{username}",
  updateBy: "PUT /teams/{teamId}/memberships/{username}",
  removeBy: "DELETE /teams/{teamId}/memberships/{username}",
  id: "{teamId}:{username}",
  naturalKey: ["teamId", "username"],
  settings: {
    teamId: { change: "replace" },
    username: { change: "replace" },
    role: { default: "member", values: ["member", "maintainer"] },
  },
});

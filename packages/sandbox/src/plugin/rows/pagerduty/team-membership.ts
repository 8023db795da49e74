import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";
import { everyItem } from "./lists.ts";

const plain = plainRow({
  type: "pagerduty:index/teamMembership:TeamMembership",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_team_membership.go",
  createBy: "PUT /teams/{teamId}/users/{userId}",
  readBy: "GET /teams/{teamId}/members",
  updateBy: "PUT /teams/{teamId}/users/{userId}",
  removeBy: "DELETE /teams/{teamId}/users/{userId}",
  id: "{userId}:{teamId}",
  settings: {
    teamId: { change: "replace" },
    userId: { change: "replace" },
    role: { default: "manager", values: ["observer", "responder", "manager"] },
  },
});

/** A person's place in a team. Read from the list of members: PagerDuty gives none by itself. */
export const teamMembership: PluginRow = {
  ...plain,
  async find(id, _state, { http }) {
    const [userId = "", teamId = ""] = id.split(":");
    const members = await everyItem(http, `/teams/${encodeURIComponent(teamId)}/members`, "members");
    const member = members?.find(({ user }) => (user as Properties)["id"] === userId);
    return member && { id, properties: { teamId, userId, role: member["role"] } };
  },
};

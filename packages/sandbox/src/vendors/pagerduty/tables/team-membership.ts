import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { shown, unknownPointers } from "../references.ts";
import type { MembershipData, PolicyData } from "../types.ts";
import { team } from "./team.ts";

/** That a user is in a team, and as what (O1). */
export const teamMembership = resource<MembershipData>({
  vendor: "pagerduty",
  name: "team-membership",
  title: "Team Member",
  source: "pagerduty.json /teams/{id}/users/{user_id}, /teams/{id}/members; facts/endpoints.md 2.4",
  parent: team,
  identity: { user_id: "user_id" },
  operations: {
    upsert: "PUT /teams/{team_id}/users/{user_id} -> 204/204",
    remove: "DELETE /teams/{team_id}/users/{user_id} -> 204",
    list: "GET /teams/{team_id}/members -> 200",
  },
  scopes: { read: "teams.read", write: "teams.write" },
  wrap: { many: "members" },
  input: z.object({ role: z.enum(["manager", "observer", "responder"]).optional() }),
  defaults: () => ({ role: "manager" }),
  check: ({ user_id: id }, { world }) => unknownPointers(world, "user", "user", [{ id }]),
  view: ({ data }, { world }) => ({ user: shown(world, "user", { id: data.user_id }), role: data.role }),
  removing: ({ parent, data }, { world: { store } }) => {
    const teamId = store.get(parent ?? "")?.data["id"];
    const isAsked = store
      .all<PolicyData>("pagerduty.escalation-policy")
      .filter((policy) => policy.data.teams.some(({ id }) => id === teamId))
      .some((policy) =>
        policy.data.escalation_rules.some((rule) => rule.targets.some(({ id }) => id === data.user_id)),
      );
    if (!isAsked) return;
    const message = "User cannot be removed as they belong to an escalation policy on this team";
    throw invalid("Team Member", { path: ["user"], code: "custom", message });
  },
});

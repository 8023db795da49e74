import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { EnvironmentData } from "../tables/environment.ts";
import type { RepositoryData, TeamData, UserData } from "../types.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { teamView } from "./team-view.ts";
import { simpleUser } from "./user-view.ts";

/** An environment with the protection rules that its settings come to. */
export function environmentView(entity: Entity<EnvironmentData>, call: Call): Data {
  const { data } = entity;
  const owner = call.world.store.get<RepositoryData>(entity.parent ?? "")?.data;
  const path = `${owner?.owner ?? ""}/${owner?.name ?? ""}`;
  return {
    id: data.id,
    node_id: data.node_id,
    name: data.name,
    url: `${call.base}/repos/${path}/environments/${encodeURIComponent(data.name)}`,
    html_url: htmlUrl(`${path}/deployments/activity_log?environments_filter=${encodeURIComponent(data.name)}`),
    created_at: iso(entity.created),
    updated_at: iso(entity.updated),
    can_admins_bypass: data.can_admins_bypass,
    protection_rules: protectionRules(data, call),
    deployment_branch_policy: data.deployment_branch_policy,
  };
}

/** Rules in GitHub's order; each has an id that follows from the environment's. */
function protectionRules(data: EnvironmentData, call: Call): Data[] {
  const id = (place: number): Data => {
    const number = data.id * 10 + place;
    return { id: number, node_id: nodeId("GA", number) };
  };
  const reviewers = data.reviewers ?? [];
  return [
    ...(data.wait_timer !== null && data.wait_timer > 0
      ? [{ ...id(1), type: "wait_timer", wait_timer: data.wait_timer }]
      : []),
    ...(reviewers.length > 0
      ? [
          {
            ...id(2),
            type: "required_reviewers",
            prevent_self_review: data.prevent_self_review,
            reviewers: reviewers.flatMap((each) => reviewerView(each, call)),
          },
        ]
      : []),
    ...(data.deployment_branch_policy ? [{ ...id(3), type: "branch_policy" }] : []),
  ];
}

function reviewerView({ type, id }: { type: "User" | "Team"; id: number }, call: Call): Data[] {
  const { store } = call.world;
  if (type === "User") {
    const user = store.all<UserData>("github.user").find(({ data }) => data.id === id);
    return user ? [{ type, reviewer: simpleUser(user, call) }] : [];
  }
  const team = store.all<TeamData>("github.team").find(({ data }) => data.id === id);
  return team ? [{ type, reviewer: teamView(team, call) }] : [];
}

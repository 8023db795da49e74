import type { Call } from "../../../http/message.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { appOf } from "../checks/apps.ts";
import type { MembershipData, TeamData } from "../types.ts";
import type { World } from "../../../world/world.ts";
import type { Demands } from "./demands.ts";

/** Whether who calls is let through these demands. `merging`: by merging a pull request. */
export function isLetThrough({ bypass }: Demands, call: Call, merging: boolean): boolean {
  const usable = bypass.filter(({ mode }) => mode !== "pull_request" || merging);
  return usable.some(({ type, id }) => isActor(type, id, call));
}

function isActor(type: string, id: number | null, call: Call): boolean {
  const { world, holder } = call;
  const account = accountOf(call).data;
  switch (type) {
    case "OrganizationAdmin":
      return isOwner(world, account.login);
    case "RepositoryRole":
      // 5 is the role of administrators; 4 and 2 of those who write and maintain. Source: GitHub docs, "Create a repository ruleset".
      return id === 5 ? holder.access === "admin" : holder.access !== "read";
    case "Team":
      return teamHas(world, id, account.login);
    case "User":
      return account.id === id;
    case "Integration":
      return appOf(world, holder)?.id === id;
    default:
      return false;
  }
}

/** Whether somebody owns the organisation. */
export function isOwner(world: World, login: string): boolean {
  const all = world.store.all<MembershipData>("github.organization-membership");
  return all.some(({ data }) => data.login === login && data.role === "admin" && data.state === "active");
}

/** Whether somebody is in a team or in one beneath it. */
export function teamHas(world: World, id: number | null, login: string): boolean {
  const teams = world.store.all<TeamData>("github.team");
  const found = teams.find(({ data }) => data.id === id);
  if (!found) return false;
  const members = world.store.children<MembershipData>("github.team-membership", found.key);
  if (members.some(({ data }) => data.login === login && data.state === "active")) return true;
  return teams.some(({ data }) => data.parent_team_id === id && teamHas(world, data.id, login));
}

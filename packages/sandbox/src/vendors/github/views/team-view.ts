import { omit } from "../../../world/entity.ts";
import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { MembershipData, OrganizationData, TeamData, TeamRepositoryData } from "../types.ts";
import { htmlUrl, iso } from "../wire.ts";
import { fullOrganization } from "./organization-view.ts";

/** A team as other things name it (`team-simple`). */
export function simpleTeam({ data, parent }: Entity<TeamData>, { base, world }: Call): Data {
  const owner = parent === null ? undefined : world.store.get<OrganizationData>(parent)?.data;
  const url = `${base}/organizations/${String(owner?.id)}/team/${String(data.id)}`;
  return {
    ...omit(data, "parent_team_id"),
    url,
    html_url: htmlUrl(`orgs/${owner?.login ?? ""}/teams/${data.slug}`),
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: owner?.id,
  };
}

/** A team as lists show it (`team`). */
export function teamView(entity: Entity<TeamData>, call: Call): Data {
  const above = call.world.store
    .children<TeamData>("github.team", entity.parent)
    .find((each) => each.data.id === entity.data.parent_team_id);
  return { ...simpleTeam(entity, call), parent: above ? simpleTeam(above, call) : null };
}

/** A team on its own (`team-full`). */
export function fullTeam(entity: Entity<TeamData>, call: Call): Data {
  const { store } = call.world;
  const owner = entity.parent === null ? undefined : store.get<OrganizationData>(entity.parent);
  return {
    ...teamView(entity, call),
    members_count: store.children<MembershipData>("github.team-membership", entity.key).length,
    repos_count: store.children<TeamRepositoryData>("github.team-repository", entity.key).length,
    created_at: iso(entity.created),
    updated_at: iso(entity.updated),
    organization: owner ? fullOrganization(owner, call) : undefined,
  };
}

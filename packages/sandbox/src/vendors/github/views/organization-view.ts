import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { OrganizationData } from "../types.ts";
import { htmlUrl, iso } from "../wire.ts";

/** An organisation as other things name it (`organization-simple`). */
export function simpleOrganization({ data }: Entity<OrganizationData>, { base }: Pick<Call, "base">): Data {
  const url = `${base}/orgs/${data.login}`;
  return {
    login: data.login,
    id: data.id,
    node_id: data.node_id,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${String(data.id)}?v=4`,
    description: data["description"] ?? "",
  };
}

/** An organisation as the owner of a repository (`simple-user` with type Organization). */
export function ownerView({ data }: Entity<OrganizationData>, { base }: Pick<Call, "base">): Data {
  const url = `${base}/users/${data.login}`;
  const under = (path: string): string => `${url}${path}`;
  return {
    login: data.login,
    id: data.id,
    node_id: data.node_id,
    avatar_url: `https://avatars.githubusercontent.com/u/${String(data.id)}?v=4`,
    gravatar_id: "",
    url,
    html_url: htmlUrl(data.login),
    followers_url: under("/followers"),
    following_url: under("/following{/other_user}"),
    gists_url: under("/gists{/gist_id}"),
    starred_url: under("/starred{/owner}{/repo}"),
    subscriptions_url: under("/subscriptions"),
    organizations_url: under("/orgs"),
    repos_url: under("/repos"),
    events_url: under("/events{/privacy}"),
    received_events_url: under("/received_events"),
    type: "Organization",
    user_view_type: "public",
    site_admin: false,
  };
}

/** Settings that say something: the published schema knows no `null` for them. */
function said(data: OrganizationData): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== ""));
}

/** An organisation with its settings (`organization-full`). */
export function fullOrganization(entity: Entity<OrganizationData>, call: Call): Data {
  const { data } = entity;
  const repositories = call.world.store.children("github.repository", entity.key);
  const open = repositories.filter((each) => each.data["visibility"] === "public").length;
  return {
    ...said(data),
    ...simpleOrganization(entity, call),
    is_verified: false,
    public_repos: open,
    total_private_repos: repositories.length - open,
    owned_private_repos: repositories.length - open,
    public_gists: 0,
    private_gists: 0,
    followers: 0,
    following: 0,
    disk_usage: 0,
    collaborators: 0,
    html_url: htmlUrl(data.login),
    type: "Organization",
    plan: {
      name: call.world.seed.vendors.github.plan,
      space: 976562499,
      private_repos: 999999,
      filled_seats: 1,
      seats: 100,
    },
    created_at: iso(entity.created),
    updated_at: iso(entity.updated),
    archived_at: null,
  };
}

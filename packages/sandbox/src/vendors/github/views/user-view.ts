import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { UserData } from "../types.ts";
import { htmlUrl, iso } from "../wire.ts";

const links = {
  followers_url: "/followers",
  following_url: "/following{/other_user}",
  gists_url: "/gists{/gist_id}",
  starred_url: "/starred{/owner}{/repo}",
  subscriptions_url: "/subscriptions",
  organizations_url: "/orgs",
  repos_url: "/repos",
  events_url: "/events{/privacy}",
  received_events_url: "/received_events",
} as const;

/** A user as other things name it (`simple-user`). */
export function simpleUser({ data }: Pick<Entity<UserData>, "data">, { base }: Pick<Call, "base">): Data {
  const url = `${base}/users/${data.login}`;
  return {
    login: data.login,
    id: data.id,
    node_id: data.node_id,
    avatar_url: `https://avatars.githubusercontent.com/u/${String(data.id)}?v=4`,
    gravatar_id: "",
    url,
    html_url: htmlUrl(data.login),
    ...Object.fromEntries(Object.entries(links).map(([name, path]) => [name, url + path])),
    type: "User",
    user_view_type: "public",
    site_admin: false,
  };
}

/** A user as anybody may see it (`public-user`). */
export function publicUser(entity: Entity<UserData>, call: Pick<Call, "base">): Data {
  return {
    ...simpleUser(entity, call),
    name: entity.data.name,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: iso(entity.created),
    updated_at: iso(entity.updated),
  };
}

/** A user as it sees itself (`private-user`). */
export function privateUser(entity: Entity<UserData>, call: Pick<Call, "base">): Data {
  return {
    ...publicUser(entity, call),
    email: entity.data.email,
    user_view_type: "private",
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}

import { UsageError, type Properties } from "@launchgate/provider-kit";
import type { PluginFunction } from "../../function.ts";

/** A user by login; an empty one is whoever holds the token. Keys of users are not part of the practice ground: none. */
export const getUser: PluginFunction = {
  name: "getUser",
  source: "terraform-provider-github data_source_github_user.go; github.json /users/{username}, /user",
  arguments: { username: { type: { kind: "string" }, required: true, doc: "Login." } },
  async run({ username }, { http }) {
    const login = String(username);
    const user = (await http.find(login === "" ? "/user" : `/users/${encodeURIComponent(login)}`)) as
      Properties | undefined;
    if (user === undefined) throw new UsageError(`GitHub has no user "${login}".`);
    const text = (key: string): unknown => user[key] ?? "";
    return {
      id: String(user["id"]),
      username: login,
      login: user["login"],
      name: text("name"),
      nodeId: user["node_id"],
      avatarUrl: text("avatar_url"),
      gravatarId: text("gravatar_id"),
      bio: text("bio"),
      blog: text("blog"),
      company: text("company"),
      email: text("email"),
      location: text("location"),
      siteAdmin: user["site_admin"] ?? false,
      publicRepos: user["public_repos"] ?? 0,
      publicGists: user["public_gists"] ?? 0,
      followers: user["followers"] ?? 0,
      following: user["following"] ?? 0,
      createdAt: text("created_at"),
      updatedAt: text("updated_at"),
      suspendedAt: text("suspended_at"),
      gpgKeys: [],
      sshKeys: [],
    };
  },
};

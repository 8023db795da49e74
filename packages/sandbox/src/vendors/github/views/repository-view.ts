import { omit } from "../../../world/entity.ts";
import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { OrganizationData, RepositoryData } from "../types.ts";
import { htmlUrl, iso } from "../wire.ts";
import { ownerView } from "./organization-view.ts";
import { repositoryUrls } from "./repository-urls.ts";

const everything = { admin: true, maintain: true, push: true, triage: true, pull: true };
const zero = {
  forks: 0,
  forks_count: 0,
  watchers: 0,
  watchers_count: 0,
  stargazers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
};

/** A repository as lists show it (`minimal-repository`), with `owner`. */
export function repositoryView(entity: Entity<RepositoryData>, call: Call): Data {
  const { data } = entity;
  const full = `${data.owner}/${data.name}`;
  const url = `${call.base}/repos/${full}`;
  return {
    ...omit(data, "auto_init", "security_and_analysis"),
    full_name: full,
    owner: ownerView(ownerOf(entity, call), call),
    private: data.visibility !== "public",
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(repositoryUrls).map(([name, path]) => [name, url + path])),
    ...webAddresses(full),
    ...zero,
    language: null,
    license: null,
    size: 0,
    disabled: false,
    has_pages: false,
    permissions: permissionsOf(call),
    ...(call.holder.access === "admin" ? { security_and_analysis: data.security_and_analysis } : {}),
    pushed_at: iso(entity.created),
    created_at: iso(entity.created),
    updated_at: iso(entity.updated),
  };
}

/** A repository on its own (`full-repository`). */
export function fullRepository(entity: Entity<RepositoryData>, call: Call): Data {
  return {
    ...repositoryView(entity, call),
    organization: ownerView(ownerOf(entity, call), call),
    subscribers_count: 0,
    network_count: 0,
    temp_clone_token: "",
  };
}

/** The organisation that owns a repository. */
export function ownerOf({ parent }: Entity, { world }: Call): Entity<OrganizationData> {
  const owner = parent === null ? undefined : world.store.get<OrganizationData>(parent);
  if (!owner) throw new Error("a repository stands without its organisation");
  return owner;
}

function permissionsOf({ holder }: Call): Record<string, boolean> {
  const admin = holder.access === "admin";
  return { ...everything, admin, maintain: admin, push: holder.access !== "read", triage: holder.access !== "read" };
}

function webAddresses(full: string): Record<string, string | null> {
  return {
    html_url: htmlUrl(full),
    git_url: `git://github.com/${full}.git`,
    ssh_url: `git@github.com:${full}.git`,
    clone_url: `${htmlUrl(full)}.git`,
    svn_url: htmlUrl(full),
    mirror_url: null,
  };
}

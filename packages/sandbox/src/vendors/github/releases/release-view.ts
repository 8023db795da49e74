import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { userView } from "../issues/issue-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import type { ReleaseData } from "./release-rows.ts";

/** A release as answers show it (`release`). Files beside it are not played: the list is empty. */
export function releaseView({ data, created, updated }: Entity<ReleaseData>, repo: Repository, call: Call): Data {
  const url = `${repoUrl(repo, call)}/releases/${String(data.id)}`;
  const tag = encodeURIComponent(data.tag);
  return {
    url,
    html_url: `${htmlUrl(fullName(repo))}/releases/tag/${tag}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: data.draft ? null : `${repoUrl(repo, call)}/tarball/${tag}`,
    zipball_url: data.draft ? null : `${repoUrl(repo, call)}/zipball/${tag}`,
    id: data.id,
    node_id: nodeId("RE", data.id),
    tag_name: data.tag,
    target_commitish: data.target,
    name: data.name,
    body: data.body,
    draft: data.draft,
    prerelease: data.prerelease,
    created_at: iso(created),
    updated_at: iso(updated),
    published_at: data.publishedAt === null ? null : iso(data.publishedAt),
    author: userView(data.author, call),
    assets: [],
  };
}

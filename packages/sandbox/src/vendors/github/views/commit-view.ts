import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { BranchData, RepositoryData } from "../types.ts";
import { htmlUrl, iso, nodeId, numericId } from "../wire.ts";

/** The commit at the head of a branch (`commit`): the first one, made by the repository's creation. */
export function commitView(
  { key, created, data: { sha } }: Entity<BranchData>,
  { data }: Entity<RepositoryData>,
  { base }: Call,
): Data {
  const path = `${data.owner}/${data.name}`;
  const by = { name: "GitHub", email: "noreply@github.com", date: iso(created) };
  return {
    sha,
    node_id: nodeId("C", numericId(key)),
    url: `${base}/repos/${path}/commits/${sha}`,
    html_url: `${htmlUrl(path)}/commit/${sha}`,
    comments_url: `${base}/repos/${path}/commits/${sha}/comments`,
    author: null,
    committer: null,
    parents: [],
    commit: {
      author: by,
      committer: by,
      message: "Initial commit",
      tree: { sha, url: `${base}/repos/${path}/git/trees/${sha}` },
      url: `${base}/repos/${path}/git/commits/${sha}`,
      comment_count: 0,
      verification: { verified: true, reason: "valid", payload: null, signature: null, verified_at: iso(created) },
    },
  };
}

import type { Call } from "../../../http/message.ts";
import type { Data } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { repoUrl } from "../git/views.ts";
import { iso, nodeId } from "../wire.ts";
import type { RunData } from "../workflows/workflow-rows.ts";
import { isExpired, type Artifact } from "./artifact-rows.ts";

/** An artifact (`artifact`). */
export function artifactView(artifact: Artifact, repo: Repository, call: Call): Data {
  const { data, created, updated } = artifact;
  const url = `${repoUrl(repo, call)}/actions/artifacts/${String(data.id)}`;
  const run = call.world.store.get<RunData>(data.run)?.data;
  const of = run && {
    id: run.id,
    repository_id: repo.data.id,
    head_repository_id: repo.data.id,
    head_branch: run.branch,
    head_sha: run.sha,
  };
  return {
    id: data.id,
    node_id: nodeId("MDg", data.id),
    name: data.name,
    size_in_bytes: data.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(artifact, call.now),
    digest: data.digest,
    created_at: iso(created),
    updated_at: iso(updated),
    expires_at: iso(data.expiresAt),
    workflow_run: of ?? null,
  };
}

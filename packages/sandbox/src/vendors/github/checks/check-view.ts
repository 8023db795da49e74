import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { userView } from "../issues/issue-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { appView, apps, githubActions } from "./apps.ts";
import type { CheckData, StatusData } from "./check-rows.ts";

/** A check as answers show it (`check-run`). */
export function checkView({ data }: Entity<CheckData>, repo: Repository, call: Call): Data {
  const { world } = call;
  const app = [githubActions, ...Object.values(apps(world))].find(({ id }) => id === data.app) ?? githubActions;
  const url = `${repoUrl(repo, call)}/check-runs/${String(data.id)}`;
  return {
    id: data.id,
    node_id: nodeId("CR", data.id),
    head_sha: data.sha,
    external_id: data.externalId,
    url,
    html_url: htmlUrl(`${fullName(repo)}/runs/${String(data.id)}`),
    details_url: data.detailsUrl,
    status: data.status,
    conclusion: data.conclusion,
    started_at: data.startedAt === null ? null : iso(data.startedAt),
    completed_at: data.completedAt === null ? null : iso(data.completedAt),
    output: { ...data.output, annotations_count: data.annotations.length, annotations_url: `${url}/annotations` },
    name: data.name,
    check_suite: { id: data.app },
    app: appView(world, app, call),
    pull_requests: [],
  };
}

/** A status as answers show it (`status`). */
export function statusView({ data, created, updated }: Entity<StatusData>, repo: Repository, call: Call): Data {
  const creator = userView(data.creator, call);
  return {
    url: `${repoUrl(repo, call)}/statuses/${data.sha}`,
    avatar_url: creator?.["avatar_url"] ?? null,
    id: data.id,
    node_id: nodeId("SC", data.id),
    state: data.state,
    description: data.description,
    target_url: data.targetUrl,
    context: data.context,
    created_at: iso(created),
    updated_at: iso(updated),
    creator,
  };
}

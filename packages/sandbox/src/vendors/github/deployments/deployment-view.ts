import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { userView } from "../issues/issue-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import type { Deployment, DeploymentStatusData } from "./deployment-rows.ts";

/** A deployment as answers show it (`deployment`). */
export function deploymentView({ data, created, updated }: Deployment, repo: Repository, call: Call): Data {
  const url = `${repoUrl(repo, call)}/deployments/${String(data.id)}`;
  return {
    url,
    id: data.id,
    node_id: nodeId("DE", data.id),
    sha: data.sha,
    ref: data.ref,
    task: data.task,
    payload: data.payload,
    original_environment: data.environment,
    environment: data.environment,
    description: data.description,
    creator: userView(data.creator, call),
    created_at: iso(created),
    updated_at: iso(updated),
    statuses_url: `${url}/statuses`,
    repository_url: repoUrl(repo, call),
    transient_environment: data.transient,
    production_environment: data.production,
  };
}

/** A status of a deployment as answers show it (`deployment-status`). */
export function deploymentStatusView(
  { data, created, updated }: Entity<DeploymentStatusData>,
  of: Deployment,
  repo: Repository,
  call: Call,
): Data {
  const url = `${repoUrl(repo, call)}/deployments/${String(of.data.id)}`;
  return {
    url: `${url}/statuses/${String(data.id)}`,
    id: data.id,
    node_id: nodeId("DES", data.id),
    // The published list of states has no "waiting", which a review makes; it is told as "pending" here [unverified].
    state: data.state === "waiting" ? "pending" : data.state,
    creator: userView(data.creator, call),
    description: data.description,
    environment: data.environment,
    // The published schema wants an address even where none was given: the page of deployments [unverified].
    target_url: data.targetUrl === "" ? `${htmlUrl(fullName(repo))}/deployments` : data.targetUrl,
    ...(data.targetUrl === "" ? {} : { log_url: data.targetUrl }),
    ...(data.environmentUrl === "" ? {} : { environment_url: data.environmentUrl }),
    created_at: iso(created),
    updated_at: iso(updated),
    deployment_url: url,
    repository_url: repoUrl(repo, call),
  };
}

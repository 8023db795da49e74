import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { commitOf, type Repository } from "../git/objects.ts";
import { fullName, repoUrl } from "../git/views.ts";
import { userView } from "../issues/issue-view.ts";
import { environmentView } from "../views/environment-view.ts";
import { repositoryView } from "../views/repository-view.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import type { Environment } from "../deployments/environments.ts";
import { mayReview, type Pending } from "./reviews.ts";
import type { ApprovalData, Job, Run, Workflow } from "./workflow-rows.ts";

/** A workflow (`workflow`). */
export function workflowView({ data, created, updated }: Workflow, repo: Repository, call: Call): Data {
  const html = htmlUrl(fullName(repo));
  const { id, name, path, state } = data;
  return {
    ...{ id, name, path, state },
    node_id: nodeId("W", id),
    created_at: iso(created),
    updated_at: iso(updated),
    url: `${repoUrl(repo, call)}/actions/workflows/${String(id)}`,
    html_url: `${html}/blob/${repo.data.default_branch}/${path}`,
    badge_url: `${html}/actions/workflows/${path.replace(/^.*\//, "")}/badge.svg`,
  };
}

/** A run (`workflow-run`). */
export function runView({ data, created, updated }: Run, repo: Repository, call: Call): Data {
  const url = `${repoUrl(repo, call)}/actions/runs/${String(data.id)}`;
  const suite = `${repoUrl(repo, call)}/check-suites/${String(data.id)}`;
  const commit = commitOf(call.world, repo, data.sha);
  const about = repositoryView(repo, call);
  return {
    id: data.id,
    node_id: nodeId("WFR", data.id),
    name: data.name,
    display_title: data.name,
    path: data.path,
    head_branch: data.branch,
    head_sha: data.sha,
    run_number: data.number,
    run_attempt: data.attempt,
    event: data.event,
    status: data.status,
    conclusion: data.conclusion,
    workflow_id: data.workflow,
    check_suite_id: data.id,
    url,
    html_url: htmlUrl(`${fullName(repo)}/actions/runs/${String(data.id)}`),
    pull_requests: [],
    created_at: iso(created),
    updated_at: iso(updated),
    run_started_at: iso(data.startedAt),
    actor: userView(data.actor, call),
    triggering_actor: userView(data.starter, call),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: suite,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: data.attempt > 1 ? `${url}/attempts/${String(data.attempt - 1)}` : null,
    workflow_url: `${repoUrl(repo, call)}/actions/workflows/${String(data.workflow)}`,
    head_commit: commit
      ? {
          id: commit.sha,
          tree_id: commit.tree,
          message: commit.message,
          timestamp: iso(commit.committer.date),
          author: { name: commit.author.name, email: commit.author.email },
          committer: { name: commit.committer.name, email: commit.committer.email },
        }
      : null,
    repository: about,
    head_repository: about,
    referenced_workflows: [],
  };
}

/** A job (`job`). */
export function jobView({ data, created }: Job, run: Run, repo: Repository, call: Call): Data {
  const url = repoUrl(repo, call);
  const id = String(data.id);
  return {
    id: data.id,
    node_id: nodeId("JOB", data.id),
    run_id: run.data.id,
    run_attempt: data.attempt,
    run_url: `${url}/actions/runs/${String(run.data.id)}`,
    url: `${url}/actions/jobs/${id}`,
    html_url: htmlUrl(`${fullName(repo)}/actions/runs/${String(run.data.id)}/job/${id}`),
    check_run_url: `${url}/check-runs/${String(call.world.store.get(data.check)?.data["id"])}`,
    head_sha: run.data.sha,
    head_branch: run.data.branch,
    workflow_name: run.data.name,
    name: data.script.name,
    status: data.status,
    conclusion: data.conclusion,
    created_at: iso(created),
    started_at: iso(data.startedAt ?? created),
    completed_at: data.completedAt === null ? null : iso(data.completedAt),
    labels: ["ubuntu-latest"],
    steps: [],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
  };
}

/** An environment that a run waits at (`pending-deployment`). */
export function pendingView(pending: Pending, run: Run, call: Call): Data {
  const { environment, hold } = pending;
  const whole = environmentView(environment, call);
  const rules = whole["protection_rules"] as readonly Data[];
  const reviewers = rules.find(({ type }) => type === "required_reviewers")?.["reviewers"] ?? [];
  const { id, node_id, name, url, html_url } = whole;
  return {
    environment: { id, node_id, name, url, html_url },
    wait_timer: environment.data.wait_timer ?? 0,
    wait_timer_started_at: hold.until > hold.since ? iso(hold.since) : null,
    current_user_can_approve: mayReview(call, run, pending),
    reviewers,
  };
}

/** A decision on environments (`environment-approvals`). */
export function approvalView({ data }: Entity<ApprovalData>, call: Call): Data {
  const found = data.environments.map((key) => call.world.store.get(key) as Environment | undefined);
  const environments = found.flatMap((each) => {
    if (!each) return [];
    const { id, node_id, name, url, html_url, created_at, updated_at } = environmentView(each, call);
    return [{ id, node_id, name, url, html_url, created_at, updated_at }];
  });
  return { environments, state: data.state, user: userView(data.user, call), comment: data.comment };
}

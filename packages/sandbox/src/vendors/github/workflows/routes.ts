import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { filledRepository, repositoryOf, resolveRef } from "../git/refs.ts";
import { deploymentView } from "../deployments/deployment-view.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import { addRun, branchName } from "./add-run.ts";
import { begin, cancel } from "./life.ts";
import { pendingOf, review } from "./reviews.ts";
import { approvalView, jobView, pendingView, runView, workflowView } from "./views.ts";
import {
  jobsOf,
  runNamed,
  runsOf,
  workflowNamed,
  workflowsOf,
  type ApprovalData,
  type Job,
  type JobData,
  type Run,
  type RunData,
} from "./workflow-rows.ts";

const scopes = { read: "actions:read", write: "actions:write" };
const dispatch = z.object({ ref: z.string().min(1), inputs: z.record(z.string(), z.unknown()).optional() });
const workflow = `${at}/actions/workflows/{workflow_id}`;
const run = `${at}/actions/runs/{run_id}`;

/** Workflows, their runs, and what runs wait for (P3, P4). */
export const workflowRoutes: readonly Route[] = [
  route(`GET ${at}/actions/workflows -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    return pageOf(workflowsOf(call.world, repo), (each) => workflowView(each, repo, call), "workflows", call);
  }),
  route(`GET ${workflow} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: workflowView(workflowNamed(call), repositoryOf(call), call),
  })),
  ...(["enable", "disable"] as const).map((act) =>
    route(`PUT ${workflow}/${act} -> 204`, scopes.write, (call) => {
      call.world.store.alter(workflowNamed(call), call.now, {
        state: act === "enable" ? "active" : "disabled_manually",
      });
      happen(call, repositoryOf(call), {
        action: `workflows.${act}_workflow`,
        text: `${act}s workflow ${workflowNamed(call).data.name}`,
      });
      return { status: 204 };
    }),
  ),
  route(`POST ${workflow}/dispatches -> 204`, scopes.write, start),
  route(`GET ${at}/actions/runs -> 200`, scopes.read, (call) =>
    list(call, [...runsOf(call.world, repositoryOf(call))]),
  ),
  route(`GET ${workflow}/runs -> 200`, scopes.read, (call) => {
    const { id } = workflowNamed(call).data;
    return list(
      call,
      runsOf(call.world, repositoryOf(call)).filter(({ data }) => data.workflow === id),
    );
  }),
  route(`GET ${run} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: runView(runNamed(call), repositoryOf(call), call),
  })),
  route(`GET ${run}/jobs -> 200`, scopes.read, (call) => listJobs(call, undefined)),
  route(`GET ${run}/attempts/{attempt_number}/jobs -> 200`, scopes.read, (call) =>
    listJobs(call, Number(call.params["attempt_number"])),
  ),
  route(`GET ${at}/actions/jobs/{job_id} -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    for (const each of runsOf(call.world, repo)) {
      const jobs = call.world.store.children<JobData>("github.workflow-job", each.key);
      const job = jobs.find(({ data }) => String(data.id) === call.params["job_id"]);
      if (job) return { status: 200, body: jobView(job, each, repo, call) };
    }
    throw missing("Job");
  }),
  route(`POST ${run}/cancel -> 202`, scopes.write, (call) => {
    const found = runNamed(call);
    if (found.data.status === "completed") throw plain(409, "Cannot cancel a workflow run that is completed.");
    tell(call, found, "cancel_workflow_run", "cancels");
    cancel(call.world, found, call.now);
    return { status: 202, body: {} };
  }),
  route(`POST ${run}/rerun -> 201`, scopes.write, (call) => again(call, () => true)),
  route(`POST ${run}/rerun-failed-jobs -> 201`, scopes.write, (call) =>
    again(call, ({ data }) => data.conclusion !== "success"),
  ),
  route(`GET ${run}/approvals -> 200`, scopes.read, (call) => {
    const all = call.world.store.children<ApprovalData>("github.workflow-approval", runNamed(call).key);
    return pageOf(all, (each) => approvalView(each, call), undefined, call);
  }),
  route(`GET ${run}/pending_deployments -> 200`, scopes.read, (call) => {
    const found = runNamed(call);
    return { status: 200, body: pendingOf(call, found).map((each) => pendingView(each, found, call)) };
  }),
  route(`POST ${run}/pending_deployments -> 200`, "deployments:write", (call) => {
    const repo = repositoryOf(call);
    return { status: 200, body: review(call, runNamed(call)).map((each) => deploymentView(each, repo, call)) };
  }),
];

function start(call: Call): Answer {
  const { world, now } = call;
  const repo = filledRepository(call);
  const { ref, inputs } = bodyOf(dispatch, call, "Workflow");
  const workflow = workflowNamed(call);
  const { data } = workflow;
  const commit = resolveRef(world, repo, ref);
  if (!commit) throw plain(422, `No ref found for: ${ref}`);
  if (data.state !== "active") throw plain(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  const about = { branch: branchName(ref), sha: commit.sha, event: "workflow_dispatch" as const };
  const made = addRun(world, workflow, now, { ...about, actor: accountOf(call).data.login, inputs: inputs ?? {} });
  tell(call, made, "created_workflow_run", "starts");
  begin(world, made, now, data.jobs);
  return { status: 204 };
}

/** Runs a finished run again: all of it, or what did not succeed; what did stays as it is, as a job of the new attempt. */
function again(call: Call, isAgain: (job: Job) => boolean): Answer {
  const { world, now } = call;
  const found = runNamed(call);
  if (found.data.status !== "completed") throw plain(403, "This workflow is already running");
  const before = jobsOf(world, found);
  const attempt = found.data.attempt + 1;
  const next = world.store.alter<RunData>(found, now, {
    attempt,
    status: "queued",
    conclusion: null,
    starter: accountOf(call).data.login,
    startedAt: now,
  });
  tell(call, next, "rerun_workflow_run", "runs again");
  for (const job of before) if (!isAgain(job)) world.store.alter<JobData>(job, now, { attempt });
  begin(
    world,
    next,
    now,
    before.filter(isAgain).map(({ data }) => data.script),
  );
  return { status: 201, body: {} };
}

function list(call: Call, runs: readonly Run[]): Answer {
  const { query } = call.request;
  const repo = repositoryOf(call);
  const status = query.get("status");
  const found = runs.filter(
    ({ data }) =>
      data.branch === (query.get("branch") ?? data.branch) &&
      data.actor === (query.get("actor") ?? data.actor) &&
      data.event === (query.get("event") ?? data.event) &&
      data.sha === (query.get("head_sha") ?? data.sha) &&
      (status === null || data.status === status || data.conclusion === status),
  );
  return pageOf(found.toReversed(), (each) => runView(each, repo, call), "workflow_runs", call);
}

function listJobs(call: Call, attempt: number | undefined): Answer {
  const found = runNamed(call);
  const repo = repositoryOf(call);
  return pageOf(jobsOf(call.world, found, attempt), (each) => jobView(each, found, repo, call), "jobs", call);
}

function tell(call: Call, { data }: Run, action: string, verb: string): void {
  happen(call, repositoryOf(call), {
    action: `workflows.${action}`,
    text: `${verb} ${data.name} #${String(data.number)} of ${repositoryOf(call).data.name}`,
    data: { run: data.id, sha: data.sha },
  });
}

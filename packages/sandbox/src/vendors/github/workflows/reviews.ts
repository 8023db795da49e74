import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { Deployment } from "../deployments/deployment-rows.ts";
import { isReviewer, type Environment } from "../deployments/environments.ts";
import { repositoryOf } from "../git/refs.ts";
import { bodyOf } from "../route.ts";
import { plain } from "../rules/push.ts";
import { environmentOfJob, finish, proceed, release } from "./life.ts";
import { jobsOf, type ApprovalData, type Hold, type Job, type JobData, type Run } from "./workflow-rows.ts";

const input = z.object({
  environment_ids: z.array(z.int()).min(1),
  state: z.enum(["approved", "rejected"]),
  comment: z.string(),
});

/** A job that waits at an environment. */
export interface Pending {
  readonly job: Job;
  readonly environment: Environment;
  readonly hold: Hold;
}

/** Jobs of a run that wait at their environments. */
export function pendingOf({ world }: Call, run: Run): readonly Pending[] {
  return jobsOf(world, run).flatMap((job) => {
    const environment = environmentOfJob(world, run, job);
    return environment && job.data.hold ? [{ job, environment, hold: job.data.hold }] : [];
  });
}

/** Whether who calls may decide: a reviewer, and where self-review is forbidden not who started the run (P3). */
export function mayReview(call: Call, run: Run, { environment, hold }: Pending): boolean {
  const { login } = accountOf(call).data;
  if (hold.approved || !isReviewer(call.world, environment, login)) return false;
  return !environment.data.prevent_self_review || run.data.starter !== login;
}

/** Decides for environments of a run: one approval suffices, one rejection ends the job. @throws Refusal 422 for who may not */
export function review(call: Call, run: Run): readonly Deployment[] {
  const { world, now } = call;
  const { environment_ids: ids, state, comment } = bodyOf(input, call, "PendingDeployment");
  const pending = pendingOf(call, run).filter(({ environment }) => ids.includes(environment.data.id));
  if (pending.length < new Set(ids).size)
    throw plain(422, "There are no pending deployment requests for the given environments.");
  const barred = pending.filter((each) => !mayReview(call, run, each));
  // Source: the answer's form is known, its text is [unverified].
  if (barred.length > 0)
    throw plain(
      422,
      `You are not allowed to review deployments to ${barred.map(({ environment }) => environment.data.name).join(", ")}.`,
    );
  const environments = pending.map(({ environment }) => environment.key);
  const data: ApprovalData = { environments, state, user: accountOf(call).data.login, comment };
  world.store.add("github.workflow-approval", { parent: run.key, at: now, data });
  for (const each of pending) decide(call, run, each, state);
  proceed(world, run, now);
  return pending.flatMap(({ job }) => deploymentOf(call, job));
}

function decide(call: Call, run: Run, { job, environment, hold }: Pending, state: "approved" | "rejected"): void {
  const { world, now } = call;
  const name = environment.data.name;
  const verb = state === "approved" ? "approves" : "rejects";
  const data = { environment_name: name, run: run.data.id };
  happen(call, repositoryOf(call), {
    action: `workflows.${state === "approved" ? "approve" : "reject"}_workflow_job`,
    text: `${verb} ${run.data.name} #${String(run.data.number)} for ${name}`,
    data,
  });
  if (state === "rejected") finish(world, run, job, now, "failure");
  else release(world, run, world.store.alter<JobData>(job, now, { hold: { ...hold, approved: true } }), now);
}

function deploymentOf({ world }: Call, job: Job): Deployment[] {
  const found = world.store.get(world.store.get<JobData>(job.key)?.data.deployment ?? "") as Deployment | undefined;
  return found ? [found] : [];
}

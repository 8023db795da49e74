import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { checksOf, standingOf, statusesOf } from "../checks/check-rows.ts";
import { mergeFiles } from "../git/changes.ts";
import { commitFor } from "../git/commits.ts";
import { isAncestor, mergeBase } from "../git/history.ts";
import { filesOf, type CommitData, type Repository } from "../git/objects.ts";
import { branchOf, filledRepository, repositoryOf, resolveRef } from "../git/refs.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain, push } from "../rules/push.ts";
import { putDeployment, setStatus } from "./deploy.ts";
import { deploymentsOf, deploymentStatuses, type Deployment } from "./deployment-rows.ts";
import { deploymentStatusView, deploymentView } from "./deployment-view.ts";
import { ensureEnvironment } from "./environments.ts";

const scopes = { read: "deployments:read", write: "deployments:write" };
const creation = z.object({
  ref: z.string().min(1),
  task: z.string().max(128).optional(),
  auto_merge: z.boolean().optional(),
  required_contexts: z.array(z.string()).nullable().optional(),
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  environment: z.string().optional(),
  description: z.string().max(140).nullable().optional(),
  transient_environment: z.boolean().optional(),
  production_environment: z.boolean().optional(),
});
const status = z.object({
  state: z.enum(["error", "failure", "inactive", "in_progress", "queued", "pending", "success"]),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
  description: z.string().max(140).optional(),
  environment: z.string().optional(),
  environment_url: z.string().optional(),
  auto_inactive: z.boolean().optional(),
});
const one = `${at}/deployments/{deployment_id}`;

/** Deployments by the interface: whoever makes one has deployed; rules of environments bind workflows only (P4, O3). */
export const deploymentRoutes: readonly Route[] = [
  route(`POST ${at}/deployments -> 201/202`, scopes.write, create),
  route(`GET ${at}/deployments -> 200`, scopes.read, (call) => {
    const { query } = call.request;
    const has = ({ data }: Deployment): boolean =>
      (["sha", "ref", "task", "environment"] as const).every((name) => data[name] === (query.get(name) ?? data[name]));
    const repo = repositoryOf(call);
    return pageOf(
      deploymentsOf(call.world, repo).filter(has).toReversed(),
      (each) => deploymentView(each, repo, call),
      undefined,
      call,
    );
  }),
  route(`GET ${one} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: deploymentView(deploymentNamed(call), repositoryOf(call), call),
  })),
  route(`DELETE ${one} -> 204`, scopes.write, (call) => {
    const found = deploymentNamed(call);
    const isActive = deploymentStatuses(call.world, found).at(-1)?.data.state !== "inactive";
    const isOnly = deploymentsOf(call.world, repositoryOf(call)).length === 1;
    if (isActive && !isOnly)
      throw plain(
        422,
        "We cannot delete an active deployment unless it is the only deployment in a given environment.",
      );
    call.world.store.remove(found.key);
    return { status: 204 };
  }),
  route(`GET ${one}/statuses -> 200`, scopes.read, (call) => {
    const found = deploymentNamed(call);
    return pageOf(
      deploymentStatuses(call.world, found).toReversed(),
      (each) => deploymentStatusView(each, found, repositoryOf(call), call),
      undefined,
      call,
    );
  }),
  route(`POST ${one}/statuses -> 201`, scopes.write, (call) => {
    const found = deploymentNamed(call);
    const repo = repositoryOf(call);
    const {
      target_url: target,
      log_url: log,
      environment_url: environmentUrl,
      auto_inactive: autoInactive,
      ...given
    } = bodyOf(status, call, "DeploymentStatus");
    const made = setStatus(call.world, call.now, repo, found, {
      state: given.state,
      creator: accountOf(call).data.login,
      targetUrl: log ?? target ?? "",
      description: given.description ?? "",
      environment: given.environment ?? found.data.environment,
      environmentUrl: environmentUrl ?? "",
      autoInactive: autoInactive ?? true,
    });
    happen(call, repo, {
      action: "deployment_status.create",
      text: `says of ${found.data.environment} of ${repo.data.name}: ${given.state}`,
      data: { deployment: found.data.id, environment_name: found.data.environment, state: given.state },
    });
    return { status: 201, body: deploymentStatusView(made, found, repo, call) };
  }),
  route(`GET ${one}/statuses/{status_id} -> 200`, scopes.read, (call) => {
    const found = deploymentNamed(call);
    const wanted = deploymentStatuses(call.world, found).find(
      ({ data }) => String(data.id) === call.params["status_id"],
    );
    if (!wanted) throw missing("DeploymentStatus");
    return { status: 200, body: deploymentStatusView(wanted, found, repositoryOf(call), call) };
  }),
];

function create(call: Call): Answer {
  const { world, now } = call;
  const repo = filledRepository(call);
  const given = bodyOf(creation, call, "Deployment");
  const commit = resolveRef(world, repo, given.ref);
  if (!commit) throw plain(422, `No ref found for: ${given.ref}`);
  const merged = given.auto_merge === false ? undefined : autoMerge(call, repo, given.ref, commit);
  if (merged !== undefined) return { status: 202, body: { message: merged } };
  refuseContexts(call, repo, commit.sha, given.required_contexts ?? undefined);
  const environment = given.environment ?? "production";
  ensureEnvironment(call, repo, environment);
  const made = putDeployment(world, now, repo, {
    sha: commit.sha,
    ref: given.ref,
    task: given.task ?? "deploy",
    payload: given.payload ?? {},
    environment,
    description: given.description ?? null,
    creator: accountOf(call).data.login,
    transient: given.transient_environment ?? false,
    production: given.production_environment ?? environment === "production",
  });
  happen(call, repo, {
    action: "deployment.create",
    text: `deploys ${given.ref} of ${repo.data.name} to ${environment}`,
    data: { deployment: made.data.id, sha: commit.sha, environment_name: environment },
  });
  return { status: 201, body: deploymentView(made, repo, call) };
}

/** Brings the default branch into a branch that is behind: 202 and no deployment, 409 where they contradict each other. */
function autoMerge(call: Call, repo: Repository, ref: string, head: CommitData): string | undefined {
  const { world } = call;
  const base = branchOf(world, repo, repo.data.default_branch)?.data;
  if (!base || !branchOf(world, repo, ref) || isAncestor(world, repo, base.sha, head.sha)) return undefined;
  const [common, ours, theirs] = [mergeBase(world, repo, base.sha, head.sha)?.sha, head.sha, base.sha].map((sha) =>
    filesOf(world, repo, sha),
  );
  const merge = mergeFiles(world, repo, common ?? {}, ours ?? {}, theirs ?? {});
  if (merge.kind === "conflict") throw plain(409, `Conflict merging ${base.name} into ${ref}.`);
  const commit = commitFor(call, repo, {
    message: `Merge branch '${base.name}' into ${ref}`,
    files: merge.files,
    parents: [head.sha, base.sha],
  });
  push(call, repo, { branch: ref, sha: commit.sha, refusal: 409 });
  return `Auto-merged ${base.name} into ${ref} on deployment.`;
}

/** Without a list all that were written must have succeeded; an empty list asks for nothing. Source: GitHub docs, "Create a deployment". */
function refuseContexts({ world }: Call, repo: Repository, sha: string, wanted: readonly string[] | undefined): void {
  const all = [
    ...checksOf(world, repo, sha).map(({ data }) => data.name),
    ...statusesOf(world, repo, sha).map(({ data }) => data.context),
  ];
  const contexts = [...new Set(wanted ?? all)].map((context) => ({
    context,
    state: standingOf(world, repo, sha, { context, app: null }),
  }));
  if (contexts.every(({ state }) => state === "passed")) return;
  const documentation = "https://docs.github.com/rest/deployments/deployments#create-a-deployment";
  const words = { failing: "failure", pending: "pending", expected: "pending", passed: "success" } as const;
  throw refuseWith(409, {
    message: "Conflict: Commit status checks failed for " + repo.data.default_branch + ".",
    errors: [
      {
        contexts: contexts.map(({ context, state }) => ({ context, state: words[state] })),
        resource: "Deployment",
        field: "required_contexts",
        code: "invalid",
      },
    ],
    documentation_url: documentation,
    status: "409",
  });
}

function deploymentNamed(call: Call): Deployment {
  const found = deploymentsOf(call.world, repositoryOf(call)).find(
    ({ data }) => String(data.id) === call.params["deployment_id"],
  );
  if (!found) throw missing("Deployment");
  return found;
}

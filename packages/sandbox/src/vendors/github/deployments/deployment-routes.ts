import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { repositoryOf } from "../git/refs.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import { createDeployment } from "./create.ts";
import { setStatus } from "./deploy.ts";
import { deploymentsOf, deploymentStatuses, type Deployment } from "./deployment-rows.ts";
import { deploymentStatusView, deploymentView } from "./deployment-view.ts";

const scopes = { read: "deployments:read", write: "deployments:write" };
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
  route(`POST ${at}/deployments -> 201/202`, scopes.write, createDeployment),
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

function deploymentNamed(call: Call): Deployment {
  const found = deploymentsOf(call.world, repositoryOf(call)).find(
    ({ data }) => String(data.id) === call.params["deployment_id"],
  );
  if (!found) throw missing("Deployment");
  return found;
}

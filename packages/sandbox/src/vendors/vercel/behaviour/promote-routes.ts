import type { Answer, Call, Method } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { productionHosts } from "../release/aliases.ts";
import { deploymentOf, type Deployment, type Project } from "../release/moment.ts";
import { finishRelease, promote, rollBack } from "../release/promote.ts";
import { activeReleaseOf } from "../release/rolling-release.ts";
import { project } from "../tables/project.ts";
import { refused } from "../wire.ts";
import { tell } from "./activity.ts";
import { deploy } from "./deployment-routes.ts";

const at = "/projects/{projectId}";
const source =
  "vercel.json POST /v10/projects/{projectId}/promote/{deploymentId}; @vercel/sdk 1.28.35 requestRollback; facts/endpoints.md 5";

function route(method: Method, rest: string, scope: string, statuses: number[], run: (call: Call) => Answer): Route {
  return { method, template: at + rest, scope, statuses, source, run };
}

/** Moving production on and back. Which refusal says what is [unverified] but for the statuses. */
export const promoteRoutes: readonly Route[] = [
  route("POST", "/promote/{deploymentId}", "deploy", [201, 202], promoteOne),
  route("POST", "/rollback/{deploymentId}", "deploy", [201], goBack),
  route("GET", "/promote/aliases", "read", [200], lastAliases),
  route("GET", "/rollback/aliases", "read", [200], lastAliases),
];

function named(call: Call, owner: Project): Deployment {
  const id = call.params["deploymentId"] ?? "";
  const found = deploymentOf(call, owner, id);
  if (!found) throw missing("Deployment", id);
  if (found.data.readyState !== "READY")
    throw refused(400, "bad_request", `Deployment is not ready: it is ${found.data.readyState}.`);
  return found;
}

/** 201: its addresses moved or its rollout began. 202: a preview is built anew for production. */
function promoteOne(call: Call): Answer {
  const owner = locate(project, call);
  const found = named(call, owner);
  if (found.data.target === null) {
    deploy(call, owner, { name: owner.data.name, target: "production" }, found);
    return { status: 202, body: {} };
  }
  const active = activeReleaseOf(call.world, owner.key);
  if (active && active.data.canary !== found.data.id)
    throw refused(409, "conflict", "A rolling release is active: complete or abort it first.");
  if (!active && owner.data.production === found.data.id)
    throw refused(409, "conflict", "The deployment serves production already.");
  if (active) finishRelease(call, owner, active);
  else promote(call, owner, found);
  tell(call, { kind: "promotion", act: "created", name: found.data.url, project: owner });
  return { status: 201, body: {} };
}

/** To a deployment that served production before; on the smallest plan only the last of them. */
function goBack(call: Call): Answer {
  const owner = locate(project, call);
  const found = named(call, owner);
  const active = activeReleaseOf(call.world, owner.key);
  if (found.data.promotedAt === undefined)
    throw refused(422, "unprocessable_entity", "Deployment never served production: promote it instead.");
  if (!active && owner.data.production === found.data.id)
    throw refused(409, "conflict", "The deployment serves production already.");
  const description = call.request.query.get("description") ?? "";
  rollBack(call, owner, found, { by: call.holder.id, description });
  const about = { act: "created", name: found.data.url, project: owner } as const;
  tell(call, { kind: "instant-rollback", ...about });
  if (active) tell(call, { kind: "rolling-release-abortion", ...about });
  return { status: 201, body: {} };
}

function lastAliases(call: Call): Answer {
  const owner = locate(project, call);
  const failedOnly = call.request.query.get("failedOnly") === "true";
  const last = owner.data.lastAliasRequest;
  const hosts = last === undefined || failedOnly ? [] : productionHosts(owner, call.world);
  const aliases = hosts.map((alias) => ({ alias, id: last?.toDeploymentId ?? "", status: "completed" }));
  return { status: 200, body: { aliases, pagination: { count: aliases.length, next: null, prev: null } } };
}

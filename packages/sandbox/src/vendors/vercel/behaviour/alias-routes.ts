import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { aliasesOfProject, type Alias, type AliasData } from "../release/aliases.ts";
import { deployment, type DeploymentData } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";
import { iso, newId, refused } from "../wire.ts";
import { tell } from "./activity.ts";
import { bodyOf } from "./body.ts";

const source = "vercel.json /v2/deployments/{id}/aliases, /v4/aliases, /v2/aliases/{aliasId}";
const common = { source, statuses: [200] };

/** Addresses of deployments. */
export const aliasRoutes: readonly Route[] = [
  { ...common, method: "GET", template: "/deployments/{id}/aliases", scope: "read", run: ofDeployment },
  { ...common, method: "POST", template: "/deployments/{id}/aliases", scope: "deploy", run: assign },
  { ...common, method: "GET", template: "/aliases", scope: "read", run: list },
  {
    ...common,
    method: "GET",
    template: "/aliases/{idOrAlias}",
    scope: "read",
    // The published schema says a list where one is given, and the SDK's model follows one; left aside.
    documentedAs: "/aliases/one/{idOrAlias}",
    run: one,
  },
  { ...common, method: "DELETE", template: "/aliases/{aliasId}", scope: "deploy", run: remove },
];

function all({ world }: Call): readonly Alias[] {
  return world.store.all<ProjectData>("vercel.project").flatMap((each) => aliasesOfProject(each, world));
}

function ofDeployment(call: Call): Answer {
  const { data } = locate(deployment, call);
  const shown = all(call).filter((each) => each.deployment === data.id);
  const aliases = shown.map(({ uid, alias, created }) => ({ uid, alias, created: iso(created), redirect: null }));
  return { status: 200, body: { aliases } };
}

/** Leads an address to a deployment, away from the one before. */
function assign(call: Call): Answer {
  const schema = z.object({ alias: z.string().min(1), redirect: z.string().nullable().optional() });
  const { alias: given } = bodyOf(schema, call, "Alias");
  const alias = given.toLowerCase();
  const found = locate(deployment, call);
  if (found.data.readyState !== "READY") throw refused(400, "deployment_not_ready", "The deployment is not ready.");
  const old = all(call).find((each) => each.alias === alias);
  if (old?.kind === "production") throw refused(409, "conflict", `The alias "${alias}" follows production: promote.`);
  const { store } = call.world;
  const kept = store.all<AliasData>("vercel.alias").find(({ data }) => data.alias === alias);
  if (kept) store.remove(kept.key);
  const data: AliasData = { uid: kept?.data.uid ?? newId(call.world, "als", 24), alias, deployment: found.data.id };
  store.add("vercel.alias", { parent: found.parent, at: call.now, data });
  tell(call, { kind: "alias", act: "created", name: alias });
  return {
    status: 200,
    body: { uid: data.uid, alias, created: iso(call.now), oldDeploymentId: old?.deployment ?? null },
  };
}

function list(call: Call): Answer {
  const { query } = call.request;
  const [project, domain] = [query.get("projectId"), query.get("domain")];
  const shown = all(call)
    .filter((each) => project === null || each.project.data.id === project)
    .filter((each) => domain === null || each.alias === domain);
  const pagination = { count: shown.length, next: null, prev: null };
  return { status: 200, body: { aliases: shown.map((each) => view(each, call)), pagination } };
}

function one(call: Call): Answer {
  return { status: 200, body: view(named(call, call.params["idOrAlias"] ?? ""), call) };
}

function remove(call: Call): Answer {
  const found = named(call, call.params["aliasId"] ?? "");
  if (found.kind === "production")
    throw refused(400, "bad_request", `The alias "${found.alias}" belongs to production: remove the domain.`);
  const kept = call.world.store.all<AliasData>("vercel.alias").find(({ data }) => data.uid === found.uid);
  if (kept) call.world.store.remove(kept.key);
  tell(call, { kind: "alias", act: "removed", name: found.alias });
  return { status: 200, body: { status: "SUCCESS" } };
}

function named(call: Call, idOrAlias: string): Alias {
  const found = all(call).find(({ uid, alias }) => uid === idOrAlias || alias === idOrAlias);
  if (!found) throw missing("Alias", idOrAlias);
  return found;
}

function view({ uid, alias, deployment: id, project, created }: Alias, { world }: Call): Data {
  const leadsTo = world.store.all<DeploymentData>("vercel.deployment").find(({ data }) => data.id === id);
  return {
    ...{ uid, alias, created: iso(created), createdAt: created, deploymentId: id, projectId: project.data.id },
    ...(leadsTo ? { deployment: { id: leadsTo.data.id, url: leadsTo.data.url } } : {}),
  };
}

import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { accountOf } from "../behaviour/accounts.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import { vercelTeamId } from "../team-id.ts";
import { aliasesOf } from "./aliases.ts";
import { activeReleaseOf } from "./rolling-release.ts";
import type { World } from "../../../world/world.ts";

type Kept = Entity<DeploymentData>;

/** A deployment, whole: never the values of its variables. */
export function wholeView(entity: Kept, { world }: Pick<Call, "world">): Data {
  const { data, created } = entity;
  const about = world.store.get(entity.parent ?? "")?.data ?? {};
  const { id, title, organization } = { id: vercelTeamId(world.seed), ...world.seed };
  return {
    ...common(entity, world),
    id: data.id,
    createdAt: created,
    status: data.readyState,
    alias: aliasesOf(entity, world),
    build: { env: Object.keys(data.environment) },
    env: Object.keys(data.environment),
    isInConcurrentBuildsQueue: false,
    isInSystemBuildsQueue: data.readyState === "QUEUED",
    projectSettings: { framework: about["framework"] ?? null },
    bootedAt: data.buildingAt ?? created,
    buildingAt: data.buildingAt ?? created,
    buildSkipped: false,
    public: false,
    regions: regionsOf(about),
    version: 2,
    ownerId: id,
    plan: world.seed.vendors.vercel.plan,
    routes: [],
    createdIn: "sandbox1",
    autoAssignCustomDomains: about["autoAssignCustomDomains"] === true,
    team: { id, name: title, slug: organization },
    project: { id: about["id"], name: about["name"], framework: about["framework"] ?? null },
    crons: data.crons,
    ...(data.gitSource === undefined ? {} : { gitSource: data.gitSource }),
    ...(data.errorCode === undefined ? {} : { errorStep: data.errorCode === "BUILD_FAILED" ? "buildStep" : "ready" }),
  };
}

/** What lists show of a deployment. */
export function listView(entity: Kept, { world }: Pick<Call, "world">): Data {
  const { data, created } = entity;
  const shown = { uid: data.id, created, createdAt: created, state: data.readyState };
  return { ...common(entity, world), ...shown, isRollbackCandidate: data.promotedAt !== undefined };
}

/** The answer to a removal. */
export function removedView({ data }: Kept): Data {
  return { uid: data.id, state: "DELETED" };
}

/** What a project shows of one of its deployments. */
export function targetView(entity: Kept, world: World): Data {
  const { data, created } = entity;
  return {
    id: data.id,
    name: data.name,
    url: data.url,
    alias: aliasesOf(entity, world),
    createdAt: created,
    createdIn: "sandbox1",
    creator: creatorOf(data, world),
    deploymentHostname: data.url.split(".")[0] ?? data.url,
    meta: data.meta,
    plan: world.seed.vendors.vercel.plan,
    private: true,
    readyState: data.readyState,
    readySubstate: substateOf(entity, world),
    target: data.target,
    type: "LAMBDAS",
    userId: accountOf(data.holder, world.seed).id,
    ...(data.readyAt === undefined ? {} : { readyAt: data.readyAt }),
  };
}

/** `STAGED`: built for production, not serving it yet; `ROLLING`: gets a share; `PROMOTED`: serves it, or did. */
export function substateOf({ parent, data }: Kept, world: World): "STAGED" | "ROLLING" | "PROMOTED" | undefined {
  if (data.target !== "production" || data.readyState !== "READY") return undefined;
  const active = parent === null ? undefined : activeReleaseOf(world, parent);
  if (active?.data.canary === data.id) return "ROLLING";
  return data.promotedAt === undefined ? "STAGED" : "PROMOTED";
}

function common(entity: Kept, world: World): Data {
  const { data } = entity;
  const substate = substateOf(entity, world);
  const told = { buildingAt: data.buildingAt, ready: data.readyAt, canceledAt: canceledAt(data) };
  return {
    name: data.name,
    url: data.url,
    projectId: world.store.get(entity.parent ?? "")?.data["id"],
    type: "LAMBDAS",
    creator: creatorOf(data, world),
    inspectorUrl: `https://vercel.com/${world.seed.organization}/${data.name}/${data.id.replace("dpl_", "")}`,
    meta: data.meta,
    source: data.source,
    readyState: data.readyState,
    aliasAssigned: data.readyState === "READY" && aliasesOf(entity, world).length > 0,
    ...(data.target === null ? {} : { target: data.target }),
    ...(substate === undefined ? {} : { readySubstate: substate }),
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    ...(data.errorCode === undefined ? {} : { errorCode: data.errorCode, errorMessage: data.errorMessage }),
  };
}

function canceledAt(data: DeploymentData): number | undefined {
  return data.readyState === "CANCELED" ? data.endedAt : undefined;
}

function creatorOf(data: DeploymentData, world: World): Data {
  const { id: uid, email, username } = accountOf(data.holder, world.seed);
  return { uid, email, username };
}

function regionsOf(about: Data): unknown {
  return (about["resourceConfig"] as Data | undefined)?.["functionDefaultRegions"] ?? ["iad1"];
}

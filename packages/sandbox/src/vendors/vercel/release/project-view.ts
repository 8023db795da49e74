import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { accountOf } from "../behaviour/accounts.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import { aliasesOfProject } from "./aliases.ts";
import { targetView } from "./deployment-view.ts";
import { productionOf, type Project } from "./moment.ts";

/** Deployments that a project shows as its latest. */
const shown = 5;

/** What a project tells of its deployments. */
export function deploymentsOf(project: Project, world: World): Data {
  const all = world.store.children<DeploymentData>("vercel.deployment", project.key);
  const production = productionOf({ world }, project);
  const latest = all.toReversed().slice(0, shown);
  return {
    latestDeployments: latest.map((each) => targetView(each, world)),
    targets: production ? { production: targetView(production, world) } : {},
    live: false,
    ...(production ? { alias: aliasesOfProject(project, world).map(aliasView) } : {}),
    ...rollbackOf(project, world),
  };
}

/** The cron jobs that run: those of the deployment that serves production, also after a rollback. */
export function cronsOf(project: Project, world: World): Data {
  const production = productionOf({ world }, project);
  const host = `${project.data.name}.vercel.app`;
  const definitions = (production?.data.crons ?? []).map((each) => ({ host, ...each }));
  return { deploymentId: production?.data.id ?? null, definitions };
}

function aliasView({ alias, deployment, created }: ReturnType<typeof aliasesOfProject>[number]): Data {
  return {
    domain: alias,
    environment: "production",
    target: "PRODUCTION",
    deployment: { id: deployment },
    createdAt: created,
  };
}

function rollbackOf({ data: { rollback } }: Project, world: World): Data {
  if (rollback === undefined) return {};
  const { id: userId, username } = accountOf(rollback.by, world.seed);
  const { description, at: createdAt } = rollback;
  return {
    lastRollbackTarget: { deploymentId: rollback.to, requestedAt: createdAt },
    rollbackDescription: { userId, username, description, createdAt },
  };
}

import type { ProjectData } from "../tables/project.ts";
import {
  changeProject,
  deploymentOf,
  productionOf,
  tellHappening,
  type Deployment,
  type Moment,
  type Project,
} from "./moment.ts";
import { serveProduction } from "./production.ts";
import {
  abortRelease,
  activeReleaseOf,
  completeRelease,
  goToStage,
  queueBehind,
  rampOf,
  startRelease,
  type Release,
} from "./rolling-release.ts";
import type { AppointmentHandler } from "../../../world/agenda.ts";

/**
 * Lets a deployment go into production: by a rollout where the project ramps up and something serves already, else at once. After a
 * rollback it turns the assignment of domains on again. Source: facts/endpoints.md 5; peers.md on Instant Rollback.
 */
export function promote(moment: Moment, project: Project, deployment: Deployment): Release | undefined {
  const noted = noteRequest(moment, project, deployment, "promote");
  const current = productionOf(moment, noted);
  const ramped = rampOf(noted) !== null && current !== undefined && current.data.id !== deployment.data.id;
  if (ramped) return startRelease(moment, noted, current, deployment);
  serveProduction(moment, noted, deployment);
  return undefined;
}

/** Who goes back, and in which words. */
export interface RollbackArgs {
  /** Id of the holder of the token. */
  readonly by: string;
  readonly description: string;
}

/** Brings a former deployment back at once, with its variables and cron jobs; new builds get no production traffic of themselves. */
export function rollBack(moment: Moment, project: Project, to: Deployment, { by, description }: RollbackArgs): Project {
  const active = activeReleaseOf(moment.world, project.key);
  const noted = noteRequest(moment, project, to, "rollback");
  if (active) abortRelease(moment, noted, active);
  const rollback = { to: to.data.id, at: moment.now, by, description };
  const marked = changeProject(moment, noted, { rollback, autoAssignCustomDomains: false });
  const { version } = to.data.artefact;
  const figures = { project: project.data.name, from: project.data.production, to: to.data.id, version };
  tellHappening(moment, "rollback", `${project.data.name} goes back to ${version}.`, figures);
  return serveProduction(moment, marked, to);
}

/**
 * What a build that is ready does by itself: production follows it where the project says so and nothing was rolled back. The first of
 * all follows in any case [unverified].
 */
export function assignOfItself(moment: Moment, project: Project, deployment: Deployment): void {
  const first = project.data.production === undefined;
  const follows = project.data["autoAssignCustomDomains"] === true && project.data.rollback === undefined;
  if (deployment.data.target !== "production" || !(follows || first)) return;
  const active = activeReleaseOf(moment.world, project.key);
  if (active) queueBehind(moment, active, deployment.data.id);
  else promote(moment, project, deployment);
}

/** Ends a rollout, then begins the one that waits behind it. */
export function finishRelease(moment: Moment, project: Project, release: Release): Release {
  return behind(moment, project, completeRelease(moment, project, release));
}

/** Goes to a stage of a rollout; behind its last one begins the one that waits. */
export function advanceRelease(moment: Moment, project: Project, release: Release, stage: number): Release {
  return behind(moment, project, goToStage(moment, project, release, stage));
}

/** An automatic rollout goes on, unless somebody moved it meanwhile. */
export const stageDue: AppointmentHandler = ({ world, at, about, data }) => {
  const release = about as Release | undefined;
  const project = release && world.store.get<ProjectData>(release.parent ?? "");
  if (!release || !project || release.data.state !== "ACTIVE" || release.data.active !== data["active"]) return;
  advanceRelease({ world, now: at }, project, release, release.data.active + 1);
};

function behind(moment: Moment, project: Project, release: Release): Release {
  const { state, queued } = release.data;
  const now = moment.world.store.get<ProjectData>(project.key) ?? project;
  const next = state === "COMPLETE" && queued !== null ? deploymentOf(moment, now, queued) : undefined;
  if (next) promote(moment, now, next);
  return release;
}

function noteRequest(moment: Moment, project: Project, to: Deployment, type: "promote" | "rollback"): Project {
  const active = activeReleaseOf(moment.world, project.key);
  const lastAliasRequest = {
    ...{ type, fromDeploymentId: project.data.production ?? to.data.id, toDeploymentId: to.data.id },
    ...(active ? { fromRollingReleaseId: active.data.id } : {}),
    ...{ requestedAt: moment.now, jobStatus: "succeeded" as const },
  };
  const undone = type === "promote" && project.data.rollback !== undefined;
  const fields = undone ? { lastAliasRequest, autoAssignCustomDomains: true } : { lastAliasRequest };
  const noted = changeProject(moment, project, fields);
  return undone ? withoutRollback(moment, noted) : noted;
}

function withoutRollback({ world }: Moment, project: Project): Project {
  const data = Object.fromEntries(Object.entries(project.data).filter(([name]) => name !== "rollback"));
  return world.store.put({ ...project, data: data as ProjectData });
}

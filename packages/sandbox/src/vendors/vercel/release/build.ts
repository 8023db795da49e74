import type { AppointmentHandler, Due } from "../../../world/agenda.ts";
import type { Entity } from "../../../world/entity.ts";
import type { DeploymentData, ReadyState } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";
import { environmentOf } from "./environment.ts";
import { changeDeployment, tellHappening, type Deployment, type Moment, type Project } from "./moment.ts";
import { assignOfItself } from "./promote.ts";

/** Kind of the appointments of builds. */
export const buildKind = "vercel.build";

/** Sandbox milliseconds that a build waits, takes, and may take at most before Vercel gives up (docs, "Limits": 45 minutes). */
const takes = { queued: 500, building: 4_000, initializing: 500, most: 45 * 60_000 };

/** Behaviours of an artefact that never serve. */
export const failsToBuild = "fails-to-build";
export const neverReady = "never-ready";

/** Puts a new deployment into the queue. */
export function enqueue({ world, now }: Moment, { key }: Pick<Deployment, "key">): void {
  book({ world, now }, key, "BUILDING", takes.queued);
}

/** Takes the next step of a build when its time has come. */
export const buildStep: AppointmentHandler = ({ world, at, about, data }: Due) => {
  const deployment = about as Deployment | undefined;
  const project = deployment && world.store.get<ProjectData>(deployment.parent ?? "");
  if (!deployment || !project || isOver(deployment.data.readyState)) return;
  steps[String(data["to"])]?.({ world, now: at }, project, deployment);
};

type Step = (moment: Moment, project: Project, deployment: Deployment) => void;

const steps: Readonly<Record<string, Step>> = {
  BUILDING: build,
  INITIALIZING: initialize,
  READY: ready,
  ERROR: giveUp,
};

function build(moment: Moment, project: Project, deployment: Deployment): void {
  const environment = environmentOf(moment, project, deployment.data);
  changeDeployment(moment, deployment, { readyState: "BUILDING", buildingAt: moment.now, environment });
  book(moment, deployment.key, "INITIALIZING", takes.building);
}

function initialize(moment: Moment, project: Project, deployment: Deployment): void {
  const { behaviour } = deployment.data.artefact;
  if (behaviour === failsToBuild) {
    fail(moment, project, deployment, "BUILD_FAILED", 'Command "npm run build" exited with 1');
    return;
  }
  const began = deployment.data.buildingAt ?? moment.now;
  changeDeployment(moment, deployment, { readyState: "INITIALIZING" });
  if (behaviour === neverReady) book(moment, deployment.key, "ERROR", began + takes.most - moment.now);
  else book(moment, deployment.key, "READY", takes.initializing);
}

function ready(moment: Moment, project: Project, deployment: Deployment): void {
  const done = changeDeployment(moment, deployment, { readyState: "READY", readyAt: moment.now });
  tellBuild(moment, project, done, "deployment.ready", "is ready");
  assignOfItself(moment, project, done);
}

function giveUp(moment: Moment, project: Project, deployment: Deployment): void {
  fail(moment, project, deployment, "BUILD_TIMEOUT", "The deployment did not become ready within 45 minutes.");
}

function fail(moment: Moment, project: Project, deployment: Deployment, errorCode: string, errorMessage: string): void {
  const fields = { readyState: "ERROR" as const, endedAt: moment.now, errorCode, errorMessage };
  tellBuild(
    moment,
    project,
    changeDeployment(moment, deployment, fields),
    "deployment.error",
    `failed: ${errorMessage}`,
  );
}

function book({ world, now }: Moment, about: string, to: ReadyState, after: number): void {
  world.agenda.book({ kind: buildKind, at: now + after, about, data: { to } });
}

function isOver(state: ReadyState): boolean {
  return ["READY", "ERROR", "CANCELED"].includes(state);
}

/** Tells how a build ended. */
export function tellBuild(
  moment: Moment,
  project: Project,
  { data }: Entity<DeploymentData>,
  kind: string,
  how: string,
): void {
  const { application, version } = data.artefact;
  const figures = { project: project.data.name, deployment: data.id, version, target: data.target };
  tellHappening(moment, kind, `The deployment of ${application} ${version} to ${project.data.name} ${how}.`, figures);
}

import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { serveProduction } from "./production.ts";
import { deploymentOf, tellHappening, type Deployment, type Moment, type Project } from "./moment.ts";

/** One stage of a rollout. */
export interface Stage {
  /** Share of visitors that get the canary, percent. */
  readonly targetPercentage: number;
  /** Minutes until the next stage, where it goes on by itself. */
  readonly duration?: number;
  readonly requireApproval?: boolean;
  /** The share moves evenly over the stage instead of jumping. */
  readonly linearShift?: boolean;
}

/** A rollout as kept. Its stages are those of its start: later settings leave it alone. */
export interface ReleaseData extends Data {
  readonly id: string;
  readonly state: "ACTIVE" | "COMPLETE" | "ABORTED";
  /** Ids of deployments. */
  readonly current: string;
  readonly canary: string;
  /** What is to be rolled out behind this one. */
  readonly queued: string | null;
  readonly advancementType: "automatic" | "manual-approval";
  readonly stages: readonly Stage[];
  readonly active: number;
  /** When the active stage began. */
  readonly stageSince: number;
}

/** A rollout. */
export type Release = Entity<ReleaseData>;

const collection = "vercel.rolling-release";
/** Kind of the appointment at which an automatic rollout goes on. */
export const stageKind = "vercel.rolling-stage";

/** Rollouts of a project, oldest first. */
export function releasesOf(world: World, project: string): readonly Release[] {
  return world.store.children<ReleaseData>(collection, project);
}

/** The rollout of a project that is under way. */
export function activeReleaseOf(world: World, project: string): Release | undefined {
  return releasesOf(world, project).find(({ data }) => data.state === "ACTIVE");
}

/** How a project ramps up, where it does. */
export function rampOf({ data }: Project): { advancementType: ReleaseData["advancementType"]; stages: Stage[] } | null {
  const kept = data.rollingRelease as { stages: Stage[] } | null | undefined;
  if (kept == null) return null;
  const automatic = kept.stages.some(({ duration }) => duration !== undefined);
  return { advancementType: automatic ? "automatic" : "manual-approval", stages: kept.stages };
}

/** Begins a rollout at its first stage. */
export function startRelease(moment: Moment, project: Project, current: Deployment, canary: Deployment): Release {
  const { world, now } = moment;
  const ramp = rampOf(project);
  if (ramp === null) throw new Error(`project ${project.data.name} has no rolling release`);
  const number = world.store.nextNumber(collection);
  const key = `${collection}:${String(number)}`;
  const ids = { id: `rr_${String(number)}`, current: current.data.id, canary: canary.data.id, queued: null };
  const data: ReleaseData = { ...ids, ...ramp, state: "ACTIVE", active: 0, stageSince: now };
  const release = world.store.put({ key, parent: project.key, created: now, updated: now, data });
  enterStage(moment, project, release);
  return release;
}

/** Goes to a stage; the last one ends the rollout. */
export function goToStage(moment: Moment, project: Project, release: Release, active: number): Release {
  const next = change(moment, release, { active, stageSince: moment.now });
  return active === release.data.stages.length - 1 ? completeRelease(moment, project, next) : enter();
  function enter(): Release {
    enterStage(moment, project, next);
    return next;
  }
}

/** Ends a rollout with the canary in production. */
export function completeRelease(moment: Moment, project: Project, release: Release): Release {
  const done = change(moment, release, { state: "COMPLETE", active: release.data.stages.length - 1 });
  const canary = deploymentOf(moment, project, release.data.canary);
  if (canary) serveProduction(moment, project, canary);
  tell(moment, project, done, "complete", "is complete: all traffic goes to");
  return done;
}

/** Ends a rollout with the deployment before it in production. */
export function abortRelease(moment: Moment, project: Project, release: Release): Release {
  const aborted = change(moment, release, { state: "ABORTED", queued: null });
  tell(moment, project, aborted, "aborted", "is aborted: no traffic goes to");
  return aborted;
}

/** Keeps what is to be rolled out behind a rollout. */
export function queueBehind(moment: Moment, release: Release, queued: string): Release {
  return change(moment, release, { queued });
}

/** Share of visitors that get the canary at a moment, percent. */
export function shareAt({ data }: Release, now: number): number {
  const { stages, active, stageSince } = data;
  const [stage, next] = [stages[active], stages[active + 1]];
  if (stage === undefined) return 0;
  if (stage.linearShift !== true || stage.duration === undefined || next === undefined) return stage.targetPercentage;
  const passed = Math.min(1, Math.max(0, (now - stageSince) / (stage.duration * 60_000)));
  return stage.targetPercentage + passed * (next.targetPercentage - stage.targetPercentage);
}

function enterStage(moment: Moment, project: Project, release: Release): void {
  const { stages, active, advancementType } = release.data;
  const stage = stages[active];
  tell(moment, project, release, "stage", `gives ${String(stage?.targetPercentage ?? 0)} % of visitors to`);
  if (advancementType !== "automatic" || stage?.duration === undefined) return;
  const at = moment.now + stage.duration * 60_000;
  moment.world.agenda.book({ kind: stageKind, at, about: release.key, data: { active } });
}

function change({ world, now }: Moment, release: Release, fields: Partial<ReleaseData>): Release {
  return world.store.alter(release, now, fields);
}

function tell(moment: Moment, project: Project, { data }: Release, kind: string, what: string): void {
  const version = deploymentOf(moment, project, data.canary)?.data.artefact.version ?? data.canary;
  const percent = data.stages[data.active]?.targetPercentage ?? 0;
  const text = `The rolling release of ${project.data.name} ${what} ${version}.`;
  const figures = {
    project: project.data.name,
    canary: data.canary,
    current: data.current,
    stage: data.active,
    percent,
  };
  tellHappening(moment, `rolling-release.${kind}`, text, figures);
}

import { z } from "zod";
import type { Answer, Call, Method } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { deploymentOf, productionOf, type Project } from "../release/moment.ts";
import { advanceRelease, finishRelease, promote } from "../release/promote.ts";
import { activeReleaseOf, rampOf, releasesOf, type Release, type Stage } from "../release/rolling-release.ts";
import { project } from "../tables/project.ts";
import { refused } from "../wire.ts";
import { tell } from "./activity.ts";
import { bodyOf } from "./body.ts";

const at = "/projects/{idOrName}/rolling-release";
const source = "vercel.json /v1/projects/{idOrName}/rolling-release; @vercel/sdk 1.28.35; facts/endpoints.md 5";

function route(method: Method, rest: string, scope: string, run: (call: Call) => Answer): Route {
  return { method, template: at + rest, scope, statuses: [200], source, run };
}

/** Rollouts: how they stand, and the acts on them (T1). To abort one is to roll back to the deployment before. */
export const releaseRoutes: readonly Route[] = [
  route("GET", "", "read", told),
  // Newer than the published schema; the SDK's model of its answer is that of an approval.
  { ...route("POST", "/start", "deploy", start), documentedAs: `${at}/approve-stage` },
  route("POST", "/approve-stage", "deploy", approve),
  route("POST", "/complete", "deploy", complete),
];

function told(call: Call): Answer {
  const owner = locate(project, call);
  const state = call.request.query.get("state");
  const found = releasesOf(call.world, owner.key).findLast(({ data }) => state === null || data.state === state);
  return answer(call, owner, found);
}

/** Begins a rollout; once more for the same canary changes nothing. */
function start(call: Call): Answer {
  const owner = locate(project, call);
  const { canaryDeploymentId: id } = bodyOf(z.object({ canaryDeploymentId: z.string() }), call, "Rolling release");
  const canary = deploymentOf(call, owner, id);
  if (!canary) throw missing("Deployment", id);
  const active = activeReleaseOf(call.world, owner.key);
  if (active?.data.canary === id) return answer(call, owner, active);
  if (active) throw refused(409, "conflict", "Another rolling release is active: complete or abort it first.");
  const no = (message: string): Error => refused(400, "bad_request", message);
  if (rampOf(owner) === null) throw no("Rolling releases are not enabled for the project.");
  if (canary.data.readyState !== "READY" || canary.data.target !== "production")
    throw no("The canary must be a production deployment that is ready.");
  if (!productionOf(call, owner)) throw no("Nothing serves production yet: promote the deployment.");
  if (owner.data.production === id) throw no("The deployment serves production already.");
  tell(call, { kind: "rolling-release", act: "created", name: canary.data.url, project: owner });
  return answer(call, owner, promote(call, owner, canary));
}

function approve(call: Call): Answer {
  const schema = z.object({ nextStageIndex: z.number().int(), canaryDeploymentId: z.string() });
  const { nextStageIndex, canaryDeploymentId } = bodyOf(schema, call, "Rolling release");
  const { owner, active } = activeOf(call, canaryDeploymentId);
  if (active.data.advancementType !== "manual-approval")
    throw refused(400, "bad_request", "The stages of this rolling release advance by themselves.");
  if (nextStageIndex !== active.data.active + 1)
    throw refused(
      400,
      "bad_request",
      `The next stage is ${String(active.data.active + 1)}, not ${String(nextStageIndex)}.`,
    );
  tell(call, { kind: "rolling-release", act: "updated", name: `stage ${String(nextStageIndex)}`, project: owner });
  return answer(call, owner, advanceRelease(call, owner, active, nextStageIndex));
}

function complete(call: Call): Answer {
  const { canaryDeploymentId } = bodyOf(z.object({ canaryDeploymentId: z.string() }), call, "Rolling release");
  const { owner, active } = activeOf(call, canaryDeploymentId);
  tell(call, { kind: "rolling-release-completion", act: "created", name: canaryDeploymentId, project: owner });
  return answer(call, owner, finishRelease(call, owner, active));
}

function activeOf(call: Call, canary: string): { readonly owner: Project; readonly active: Release } {
  const owner = locate(project, call);
  const active = activeReleaseOf(call.world, owner.key);
  if (!active) throw missing("Rolling release");
  if (active.data.canary !== canary) throw refused(400, "bad_request", "The canary is another deployment.");
  return { owner, active };
}

function answer(call: Call, owner: Project, release: Release | undefined): Answer {
  return { status: 200, body: { rollingRelease: release ? view(call, owner, release) : null } };
}

function view(call: Call, owner: Project, { data, created, updated }: Release): Data {
  const { state, active, stages, advancementType, queued } = data;
  const stage = (index: number): Data | null => stageView(stages[index], index, stages.length);
  return {
    state,
    currentDeployment: deploymentView(call, owner, data.current),
    canaryDeployment: deploymentView(call, owner, data.canary),
    queuedDeploymentId: queued,
    advancementType,
    stages: stages.map((_each, index) => stage(index)),
    activeStage: state === "ACTIVE" ? stage(active) : null,
    nextStage: state === "ACTIVE" ? stage(active + 1) : null,
    startedAt: created,
    updatedAt: updated,
  };
}

/** Durations are told in seconds, though set in minutes. Source: models/startrollingreleaseop.ts of @vercel/sdk 1.28.35. */
function stageView(stage: Stage | undefined, index: number, count: number): Data | null {
  if (stage === undefined) return null;
  const { targetPercentage, requireApproval = false, duration, linearShift } = stage;
  const shown = { index, isFinalStage: index === count - 1, targetPercentage, requireApproval };
  const seconds = duration === undefined ? null : duration * 60;
  return { ...shown, duration: seconds, ...(linearShift === undefined ? {} : { linearShift }) };
}

function deploymentView(call: Call, owner: Project, id: string): Data | null {
  const found = deploymentOf(call, owner, id);
  if (!found) return null;
  const { name, url, target, source: from, readyState, readyAt } = found.data;
  const about = { id, name, url, target, source: from, createdAt: found.created, readyState };
  return { ...about, ...(readyAt === undefined ? {} : { readyStateAt: readyAt }) };
}

import {
  days,
  milliseconds,
  vendorGaps,
  whoIsOnCall,
  type Duration,
  type RampStep,
  type Service,
  type Stage,
  type StackModel,
} from "@launchgate/core";
import type { CapturedResource } from "../offline/capture.ts";

/** A person as reports name one: no personal data beyond the name. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** Who can approve a deployment of one service into the stage (P3). */
export interface ApprovalFact {
  readonly service: string;
  readonly stage: string;
  /** Whether the plan holds a GitHub environment with reviewers. False: nobody has to approve. */
  readonly required: boolean;
  readonly people: readonly NamedPerson[];
  readonly teams: readonly string[];
  readonly selfReview: boolean;
  readonly adminsBypass: boolean;
  readonly waitMinutes: number;
  readonly branches: readonly string[];
  readonly tags: readonly string[];
}

/** Who is paged for one service (O1). */
export interface PagingFact {
  readonly service: string;
  /** Whether the plan holds a PagerDuty service. False: nobody is paged. */
  readonly paged: boolean;
  readonly policy: string | null;
  readonly loops: number;
  /** Levels in order; `people` are those on call as of the plan's moment. */
  readonly levels: readonly { readonly after: Duration; readonly people: readonly NamedPerson[] }[];
}

/** How traffic of one service moves (T1). */
export interface TrafficFact {
  readonly service: string;
  /** `ramp`: step by step by our decision; `at-once`: the newest good deployment takes all. */
  readonly mode: "ramp" | "at-once";
  /** Whether the plan holds a Vercel rolling release; a gated stage without one moves by hand. */
  readonly rollingRelease: boolean;
  readonly steps: readonly RampStep[];
}

/** What undoes a release of one service (B1, B2, B9). */
export interface UndoFact {
  readonly service: string;
  readonly deploymentsKept: string;
  readonly rollbackWindow: Duration;
  readonly killSwitches: readonly string[];
  readonly triggers: readonly string[];
  readonly steps: readonly string[];
  readonly authority: readonly NamedPerson[];
  readonly rto: Duration;
  readonly rpo: Duration;
}

/** What data of one service can be restored to when (B7). */
export interface DataFact {
  readonly service: string;
  /** Whether the plan holds a Neon project with a history window. */
  readonly restorable: boolean;
  readonly database: string | null;
  readonly windowDays: number;
  /** Earliest moment, ISO 8601; null where nothing can be restored. */
  readonly earliest: string | null;
  readonly snapshots: string | null;
  readonly protected: boolean;
}

/** A feature that the plan of a vendor lacks, and what stands in for it (A3). */
export interface GapFact {
  readonly feature: string;
  readonly vendor: string;
  readonly plan: string;
  readonly title: string;
  readonly compensation: string | null;
}

/** What a plan means for a release. */
export interface ReleaseFacts {
  readonly stack: string;
  readonly stage: string | null;
  /** Moment as of which is told, ISO 8601. */
  readonly at: string;
  readonly approvals: readonly ApprovalFact[];
  readonly paging: readonly PagingFact[];
  readonly traffic: readonly TrafficFact[];
  readonly undo: readonly UndoFact[];
  readonly data: readonly DataFact[];
  readonly gaps: readonly GapFact[];
  readonly risks: readonly {
    readonly id: string;
    readonly title: string;
    readonly impact: string;
    readonly status: string;
    readonly expires: string;
  }[];
}

/** What the facts of one service are told from. */
interface Scene {
  readonly model: StackModel;
  readonly stageId: string;
  readonly stage: Stage;
  readonly serviceId: string;
  readonly service: Service;
  /** Resources of this service in the plan. */
  readonly resources: readonly CapturedResource[];
  readonly at: Date;
}

/** Tells the release facts of a stack from its model and from what the plan really holds. */
export function releaseFacts(model: StackModel, resources: readonly CapturedResource[], at: Date): ReleaseFacts {
  const scenes = scenesOf(model, resources, at);
  return {
    stack: model.stackName,
    stage: model.stack.kind === "stage" ? model.stack.stage : null,
    at: at.toISOString(),
    approvals: scenes.map(approvalFact),
    paging: scenes.map(pagingFact),
    traffic: scenes.map(trafficFact),
    undo: scenes.map(undoFact),
    data: scenes.map(dataFact),
    gaps: vendorGaps(model).map(({ feature, vendor, plan, title, compensation }) => ({
      feature,
      vendor,
      plan,
      title,
      compensation,
    })),
    risks: Object.entries(model.release.risks).map(([id, { title, impact, status, expires }]) => ({
      id,
      title,
      impact,
      status,
      expires,
    })),
  };
}

function scenesOf(model: StackModel, resources: readonly CapturedResource[], at: Date): Scene[] {
  const { stack } = model;
  if (stack.kind === "shared") return [];
  const stage = model.stages[stack.stage];
  if (!stage) return [];
  return stack.services.flatMap((serviceId) => {
    const service = model.services[serviceId];
    const prefix = `${serviceId}-${stack.stage}`;
    const own = resources.filter(({ name }) => name === prefix || name.startsWith(`${prefix}-`));
    return service ? [{ model, stageId: stack.stage, stage, serviceId, service, resources: own, at }] : [];
  });
}

function ofType({ resources }: Scene, type: string): CapturedResource | undefined {
  return resources.find((each) => each.type === type);
}

function named(model: StackModel, ids: readonly string[]): NamedPerson[] {
  return [...new Set(ids)].map((id) => ({ id, name: model.organization.people[id]?.name ?? id }));
}

function approvalFact(scene: Scene): ApprovalFact {
  const { model, stage, stageId, serviceId } = scene;
  const { approval, branchPolicy } = stage;
  const environment = ofType(scene, "github:index/repositoryEnvironment:RepositoryEnvironment");
  const reviewers = environment?.inputs["reviewers"] as readonly unknown[] | undefined;
  const members = approval.teams.flatMap((id) => model.organization.teams[id]?.members ?? []);
  return {
    service: serviceId,
    stage: stageId,
    required: (reviewers?.length ?? 0) > 0,
    people: named(model, [...approval.people, ...members]),
    teams: approval.teams.map((id) => model.organization.teams[id]?.title ?? id),
    selfReview: environment?.inputs["preventSelfReview"] !== true,
    adminsBypass: environment?.inputs["canAdminsBypass"] !== false,
    waitMinutes: (environment?.inputs["waitTimer"] as number | undefined) ?? 0,
    branches: branchPolicy.branches,
    tags: branchPolicy.tags,
  };
}

function pagingFact(scene: Scene): PagingFact {
  const { model, service, stage, serviceId, at } = scene;
  const paged = ofType(scene, "pagerduty:index/service:Service") !== undefined;
  const policyId = stage.paging === "drill" ? model.onCall.drillEscalation : service.pagerDuty.escalation;
  const policy = model.onCall.escalations[policyId];
  if (!paged || !policy) return { service: serviceId, paged: false, policy: null, loops: 0, levels: [] };
  const now = whoIsOnCall(model.onCall, policyId, at);
  const levels = policy.levels.map(({ after }, index) => ({ after, people: named(model, now[index]?.people ?? []) }));
  return { service: serviceId, paged, policy: policy.title, loops: policy.loops, levels };
}

function trafficFact(scene: Scene): TrafficFact {
  const { model, stage, serviceId } = scene;
  const rollingRelease = ofType(scene, "vercel:index/projectRollingRelease:ProjectRollingRelease") !== undefined;
  const gated = stage.traffic === "gated";
  return {
    service: serviceId,
    mode: gated ? "ramp" : "at-once",
    rollingRelease,
    steps: gated ? model.release.ramp : [],
  };
}

function undoFact({ model, stage, service, serviceId }: Scene): UndoFact {
  const { rollback, rollbackAuthority } = model.release;
  const role = model.organization.roles[rollbackAuthority];
  return {
    service: serviceId,
    deploymentsKept: stage.deploymentRetention,
    rollbackWindow: stage.rollbackWindow,
    killSwitches: Object.values(service.vercel.killSwitches).map(({ title }) => title),
    triggers: Object.values(rollback.triggers).map(({ title }) => title),
    steps: rollback.steps.map(({ title }) => title),
    authority: named(model, [...(role?.holders ?? []), ...(role?.deputies ?? [])]),
    rto: rollback.rto,
    rpo: rollback.rpo,
  };
}

function dataFact(scene: Scene): DataFact {
  const { stage, service, serviceId, at } = scene;
  const project = ofType(scene, "neon:index:Project");
  const retention = project?.inputs["historyRetentionSeconds"];
  const restorable = typeof retention === "number" && retention > 0;
  const schedule = ofType(scene, "neon:index:SnapshotSchedule");
  const { snapshots } = stage.database;
  return {
    service: serviceId,
    restorable,
    database: service.neon?.database ?? null,
    windowDays: restorable ? retention / 86_400 : 0,
    earliest: restorable ? new Date(at.getTime() - retention * 1000).toISOString() : null,
    snapshots:
      schedule && snapshots
        ? `${snapshots.frequency}, kept ${days(snapshots.retention) === 1 ? "1 day" : `${String(days(snapshots.retention))} days`}`
        : null,
    protected: project?.options.protect === true,
  };
}

/** Total time of the ramp when every step passes at once, milliseconds. */
export function rampMilliseconds(traffic: TrafficFact): number {
  return traffic.steps.reduce((sum, { observation }) => sum + milliseconds(observation), 0);
}

import type { Call } from "../../http/message.ts";
import { Refusal } from "../../http/refusal.ts";
import type { Data, Entity } from "../../world/entity.ts";
import type { World } from "../../world/world.ts";
import { answerBeside } from "./beside.ts";
import { dataPlaneOf } from "./data-plane.ts";
import { iso } from "./wire.ts";

/** An operation as kept: its times say its state, which is judged when read. */
export interface OperationData extends Data {
  readonly id: string;
  readonly action: keyof typeof durations;
  /** Sandbox time at which it runs and at which it is over, milliseconds since 1970. */
  readonly begins: number;
  readonly ends: number;
  readonly branch_id: string | null;
  readonly endpoint_id: string | null;
  /** How it ends where not well, and why. */
  readonly failure?: OperationFailure;
}

/** The bad end of an operation. Source: specification, schemas `OperationStatus`, `Operation`. */
export interface OperationFailure {
  readonly status: "failed" | "error" | "cancelled" | "skipped";
  /** What `error` says; those that were skipped or cancelled say nothing. */
  readonly error?: string;
}

/** What an operation is about. */
export interface OperationSubject {
  readonly branch?: string;
  readonly endpoint?: string;
}

/** Milliseconds that the operations take: in the order of Neon's, at the short end so that updates stay quick [unverified]. */
const durations = {
  create_timeline: 120,
  create_branch: 120,
  start_compute: 200,
  apply_config: 100,
  suspend_compute: 80,
  delete_timeline: 80,
} as const;

/** Collection of operations. */
export const operations = "neon.operation";
const plannedFailure = "neon.planned-failure";
const started = new WeakMap<Call, readonly Entity<OperationData>[]>();

/** Paths that no operation blocks: settings that Neon keeps outside of the project's own machinery [unverified]. */
const free = /\/(?:permissions|vpc_endpoints|backup_schedule)(?:\/|$)/;

/** Plans how the next operation of an action ends, once: for drills of failures. The change that started it stays [unverified]. */
export function failNextOperation({ store }: World, action: OperationData["action"], failure: OperationFailure): void {
  store.transact(() => store.keep(`${plannedFailure}:${action}`, failure));
}

/**
 * Starts an operation of a project behind those that still run, and puts it into the answer. Source: specification, schema
 * `Operation`; facts/endpoints.md section 5. Returns its id.
 */
export function startOperation(
  call: Call,
  projectKey: string,
  action: OperationData["action"],
  subject: OperationSubject,
): string {
  const { store, ids } = call.world;
  const before = store.children<OperationData>(operations, projectKey);
  const begins = Math.max(call.now, ...before.map(({ data }) => data.ends));
  const { branch: branch_id = null, endpoint: endpoint_id = null } = subject;
  const ends = begins + durations[action];
  const planned = takePlanned(call.world, action);
  const data = { id: ids.uuid(operations), action, begins, ends, branch_id, endpoint_id, ...planned };
  const entity = store.add<OperationData>(operations, { parent: projectKey, at: call.now, data });
  tellDataPlane(call.world, data);
  started.set(call, [...(started.get(call) ?? []), entity]);
  showOperations(call);
  return data.id;
}

/** Real databases do what an operation says; computes are started by the first connection. */
function tellDataPlane(world: World, { id, action, branch_id: branch }: OperationData): void {
  if (branch === null) return;
  if (action === "apply_config") dataPlaneOf(world)?.configured(branch, id);
  if (action === "suspend_compute") dataPlaneOf(world)?.switched(branch, false, id);
}

function takePlanned({ store }: World, action: string): { readonly failure?: OperationFailure } {
  const failure = store.kept(`${plannedFailure}:${action}`) as OperationFailure | null | undefined;
  if (!failure) return {};
  store.keep(`${plannedFailure}:${action}`, null);
  return { failure };
}

/** Puts the operations that this call started, maybe none, into its answer. */
export function showOperations(call: Call): void {
  answerBeside(call, { operations: (started.get(call) ?? []).map((entity) => operationView(entity, call)) });
}

/** An operation at the time of a call. Source: specification, schema `Operation`. */
export function operationView({ data, created, parent }: Entity<OperationData>, call: Call): Data {
  const { id, action, begins, ends, branch_id, endpoint_id, failure } = data;
  const over = isOver(data, call);
  const moment = over ? ends : call.now;
  const working = call.now < begins ? "scheduling" : "running";
  return {
    id,
    project_id: call.world.store.get(parent ?? "")?.data["id"],
    ...(branch_id === null ? {} : { branch_id }),
    ...(endpoint_id === null ? {} : { endpoint_id }),
    action,
    status: over ? (failure?.status ?? "finished") : working,
    ...(over && failure?.error !== undefined ? { error: failure.error } : {}),
    failures_count: over && failure ? 1 : 0,
    created_at: iso(created),
    updated_at: iso(Math.max(created, moment)),
    total_duration_ms: Math.max(0, moment - created),
  };
}

/** Over is what had its time and, where real databases are behind it, whose work is done. */
function isOver({ id, ends }: OperationData, { now, world }: Call): boolean {
  return ends <= now && dataPlaneOf(world)?.isWorkingOn(id) !== true;
}

/** Whether a branch is not there yet, or not yet put back. */
export function isBeingMade(projectKey: string, branch: string, call: Call): boolean {
  const all = call.world.store.children<OperationData>(operations, projectKey);
  const making = ({ action }: OperationData): boolean => action === "create_branch" || action === "create_timeline";
  return all.some(({ data }) => data.branch_id === branch && making(data) && !isOver(data, call));
}

/** Refuses a write while an operation of the project runs: 423 (facts/endpoints.md 2.3). */
export function refuseWhileBusy(projectKey: string, call: Call): void {
  if (call.request.method === "GET" || free.test(call.request.path)) return;
  const all = call.world.store.children<OperationData>(operations, projectKey);
  if (all.every(({ data }) => isOver(data, call))) return;
  const message = "project already has running conflicting operations, scheduling of new ones is prohibited";
  throw new Refusal({ kind: "locked", message });
}

import type { Call } from "../../http/message.ts";
import { Refusal } from "../../http/refusal.ts";
import type { Data, Entity } from "../../world/entity.ts";
import { answerBeside } from "./beside.ts";
import { iso } from "./wire.ts";

/** An operation as kept: its times say its state, which is judged when read. */
export interface OperationData extends Data {
  readonly id: string;
  readonly action: keyof typeof durations;
  /** Sandbox time at which it runs and at which it is finished, milliseconds since 1970. */
  readonly begins: number;
  readonly ends: number;
  readonly branch_id: string | null;
  readonly endpoint_id: string | null;
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

const collection = "neon.operation";
const started = new WeakMap<Call, readonly Entity<OperationData>[]>();

/** Paths that no operation blocks: settings that Neon keeps outside of the project's own machinery [unverified]. */
const free = /\/(?:permissions|vpc_endpoints|backup_schedule)(?:\/|$)/;

/**
 * Starts an operation of a project behind those that still run, and puts it into the answer. Source: specification, schema
 * `Operation`; facts/endpoints.md section 5.
 */
export function startOperation(
  call: Call,
  projectKey: string,
  action: OperationData["action"],
  subject: OperationSubject,
): void {
  const { store, ids } = call.world;
  const before = store.children<OperationData>(collection, projectKey);
  const begins = Math.max(call.now, ...before.map(({ data }) => data.ends));
  const { branch: branch_id = null, endpoint: endpoint_id = null } = subject;
  const ends = begins + durations[action];
  const data = { id: ids.uuid(collection), action, begins, ends, branch_id, endpoint_id };
  const key = `${collection}:${String(store.nextNumber(collection))}`;
  const times = { created: call.now, updated: call.now };
  const entity = store.put<OperationData>({ key, parent: projectKey, ...times, data });
  started.set(call, [...(started.get(call) ?? []), entity]);
  showOperations(call);
}

/** Puts the operations that this call started, maybe none, into its answer. */
export function showOperations(call: Call): void {
  answerBeside(call, { operations: (started.get(call) ?? []).map((entity) => operationView(entity, call)) });
}

/** An operation at the time of a call. Source: specification, schema `Operation`. */
export function operationView({ data, created, parent }: Entity<OperationData>, call: Call): Data {
  const { id, action, begins, ends, branch_id, endpoint_id } = data;
  const moment = Math.min(call.now, ends);
  const working = call.now < begins ? "scheduling" : "running";
  return {
    id,
    project_id: call.world.store.get(parent ?? "")?.data["id"],
    ...(branch_id === null ? {} : { branch_id }),
    ...(endpoint_id === null ? {} : { endpoint_id }),
    action,
    status: call.now >= ends ? "finished" : working,
    failures_count: 0,
    created_at: iso(created),
    updated_at: iso(Math.max(created, moment)),
    total_duration_ms: Math.max(0, moment - created),
  };
}

/** Refuses a write while an operation of the project runs: 423 (facts/endpoints.md 2.3). */
export function refuseWhileBusy(projectKey: string, call: Call): void {
  if (call.request.method === "GET" || free.test(call.request.path)) return;
  const all = call.world.store.children<OperationData>(collection, projectKey);
  if (all.every(({ data }) => data.ends <= call.now)) return;
  const message = "project already has running conflicting operations, scheduling of new ones is prohibited";
  throw new Refusal({ kind: "locked", message });
}

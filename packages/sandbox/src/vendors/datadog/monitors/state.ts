import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { MonitorData } from "../tables/monitor.ts";

/** States that an evaluation can find. */
export type Status = "OK" | "Warn" | "Alert" | "No Data";

/** How one group of a monitor stands. Moments are milliseconds since 1970. */
export interface GroupState {
  readonly status: Status;
  /** First evaluation of the group. */
  readonly seen: number;
  /** Last change of the status. */
  readonly since: number;
  readonly triggered?: number;
  readonly noData?: number;
  readonly resolved?: number;
  readonly notified?: number;
  /** How often the present status was told again. */
  readonly renotified: number;
  /** Somebody was told of trouble and not yet of its end. */
  readonly open: boolean;
  /** Id of the downtime because of which the present status was not told. */
  readonly mutedBy?: string;
}

interface StateData extends Data {
  readonly groups: Readonly<Record<string, GroupState>>;
}

interface TransitionData extends Data {
  readonly group: string;
  readonly status: Status;
}

/** A change of the status of a group. */
export interface Transition {
  readonly at: number;
  readonly group: string;
  readonly status: Status;
}

const states = "datadog.monitor-state";
const transitions = "datadog.monitor-transition";
/** Transitions kept of a monitor: enough for the longest objective of one that changes once an hour. */
const mostTransitions = 2200;

const ranks: Readonly<Record<Status, number>> = { OK: 1, "No Data": 2, Warn: 3, Alert: 4 };

/** How grave a status is, 1 to 4. Source: Datadog docs, "Composite monitors". */
export function rankOf(status: Status): number {
  return ranks[status];
}

/** The gravest of some statuses; `No Data` of none. */
export function worst(all: readonly Status[]): Status {
  return all.toSorted((a, b) => ranks[b] - ranks[a])[0] ?? "No Data";
}

/** Groups of a monitor by name, `*` for one without; empty before its first evaluation. */
export function groupsOf(world: World, key: string): Readonly<Record<string, GroupState>> {
  return rowOf(world, key)?.data.groups ?? {};
}

/** Keeps how a group stands (`undefined`: the group is gone), and the monitor's overall state; within a transaction. */
export function keepGroup(
  world: World,
  entity: Entity<MonitorData>,
  change: { readonly group: string; readonly state: GroupState | undefined; readonly at: number },
): void {
  const { store } = world;
  const { group, state, at } = change;
  const row = rowOf(world, entity.key);
  const before = row?.data.groups ?? {};
  const others = Object.entries(before).filter(([name]) => name !== group);
  const groups = Object.fromEntries(state ? [...others, [group, state]] : others);
  store.upsert<StateData>(row, states, { parent: entity.key, at, data: { groups } });
  if (state && before[group]?.status !== state.status) keepTransition(world, entity.key, { at, group, ...pick(state) });
  const overall = worst(Object.values(groups).map(({ status }) => status));
  const present = store.get<MonitorData>(entity.key);
  if (!present || present.data.overall_state === overall) return;
  // The time of the last change is that of a change by somebody: an evaluation leaves it.
  store.alter(present, present.updated, { overall_state: overall });
}

/** Changes of the status of a monitor's groups, oldest first. */
export function transitionsOf(world: World, key: string): readonly Transition[] {
  const rows = world.store.children<TransitionData>(transitions, key);
  return rows.map(({ created, data: { group, status } }) => ({ at: created, group, status }));
}

/** All monitors. */
export function monitorsOf({ store }: World): readonly Entity<MonitorData>[] {
  return store.all<MonitorData>("datadog.monitor");
}

function pick({ status }: GroupState): { readonly status: Status } {
  return { status };
}

function rowOf({ store }: World, key: string): Entity<StateData> | undefined {
  return store.children<StateData>(states, key)[0];
}

function keepTransition({ store }: World, parent: string, { at, group, status }: Transition): void {
  store.add<TransitionData>(transitions, { parent, at, data: { group, status } });
  const all = store.children(transitions, parent);
  for (const old of all.slice(0, Math.max(0, all.length - mostTransitions))) store.remove(old.key);
}

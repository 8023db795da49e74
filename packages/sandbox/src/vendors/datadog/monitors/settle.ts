import { omit, type Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { MonitorData } from "../tables/monitor.ts";
import type { Finding } from "./finding.ts";
import { muteOf, tellsAtEnd, type Mute } from "./muting.ts";
import { notify } from "./notify.ts";
import { groupsOf, keepGroup, type GroupState, type Status } from "./state.ts";

/** One group of a monitor at the time of an evaluation. */
interface Case {
  readonly world: World;
  readonly entity: Entity<MonitorData>;
  readonly at: number;
  readonly finding: Finding;
  readonly before: GroupState | undefined;
}

/** Makes of a finding what a monitor does: its state, the time line, who is told, once and again. Within a transaction. (O2) */
export function settle(given: Case): void {
  const { world, entity, at, finding, before } = given;
  if (finding.isGone === true) {
    if (before) keepGroup(world, entity, { group: finding.group, state: undefined, at });
    return;
  }
  if (finding.status === undefined || finding.status === before?.status) {
    if (before) remind(given, before);
    return;
  }
  change(given, finding.status);
}

/** Groups that were known have no data any more, which nobody is told. Within a transaction. */
export function showNoData(world: World, entity: Entity<MonitorData>, at: number): void {
  for (const [group, before] of Object.entries(groupsOf(world, entity.key)))
    settle({ world, entity, at, finding: { group, status: "No Data", isQuiet: true }, before });
}

function change(given: Case, status: Status): void {
  const { world, entity, at, finding, before } = given;
  const { group } = finding;
  const mute = muteOf(world, entity.data, group, at);
  const isTold = isWorthTelling(given, status) && (!mute || isFirstRecovery(mute, status, before));
  const state: GroupState = {
    ...times(before, status, at),
    status,
    seen: before?.seen ?? at,
    since: at,
    renotified: 0,
    open: isTold ? status !== "OK" : before?.open === true,
    ...(isTold ? { notified: at } : {}),
    ...(mute && !isTold && isWorthTelling(given, status) ? { mutedBy: mute.id } : {}),
  };
  keepGroup(world, entity, { group, state, at });
  // The first look at a healthy group is no news.
  if (before || status !== "OK") noteChange(given, status);
  if (isTold) tell(given, status, false);
}

/** A recovery is told where the trouble was; the first look at a healthy group, a draft, and quietly missing data are not. */
function isWorthTelling({ entity, finding, before }: Case, status: Status): boolean {
  if (entity.data["draft_status"] === "draft" || finding.isQuiet === true) return false;
  return status !== "OK" || before?.open === true;
}

function isFirstRecovery(mute: Mute, status: Status, before: GroupState | undefined): boolean {
  return status === "OK" && before?.open === true && !mute.mutesFirstRecovery;
}

function times(before: GroupState | undefined, status: Status, at: number): Partial<GroupState> {
  const { triggered, noData, resolved, notified } = before ?? {};
  const kept = {
    triggered: status === "Alert" || status === "Warn" ? at : triggered,
    noData: status === "No Data" ? at : noData,
    resolved: status === "OK" && before ? at : resolved,
    notified,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, moment]) => moment !== undefined));
}

/** The status is as it was: what a downtime muted is told at its end, what goes on is told again. */
function remind(given: Case, before: GroupState): void {
  const { world, entity, at } = given;
  const { group } = given.finding;
  if (before.mutedBy !== undefined) {
    if (muteOf(world, entity.data, group, at)) return;
    const tells = tellsAtEnd(world, before.mutedBy, before.status, at);
    const rest = omit({ ...before }, "mutedBy") as unknown as GroupState;
    keepGroup(world, entity, { group, at, state: tells ? { ...rest, notified: at, open: true } : rest });
    if (tells) tell(given, before.status, false);
    return;
  }
  if (!isDueAgain(entity.data, before, at) || muteOf(world, entity.data, group, at)) return;
  keepGroup(world, entity, { group, at, state: { ...before, notified: at, renotified: before.renotified + 1 } });
  tell(given, before.status, true);
}

/** Source: datadog-v1.json `renotify_interval` (minutes), `renotify_occurrences`, `renotify_statuses`. */
function isDueAgain({ options }: MonitorData, { status, notified, renotified, open }: GroupState, at: number): boolean {
  const minutes = options.renotify_interval ?? 0;
  if (minutes <= 0 || !open || notified === undefined || at - notified < minutes * 60_000) return false;
  const statuses: readonly string[] = options.renotify_statuses ?? ["alert", "no data"];
  return statuses.includes(status.toLowerCase()) && renotified < (options.renotify_occurrences ?? Infinity);
}

function tell({ world, entity, at, finding, before }: Case, to: Status, isRenotification: boolean): void {
  const { group, value } = finding;
  notify(world, at, { monitor: entity.data, group, from: before?.status, to, value, isRenotification });
}

function noteChange({ world, entity, at, finding, before }: Case, status: Status): void {
  const { id, name } = entity.data;
  const where = finding.group === "*" ? "" : ` on {${finding.group}}`;
  const text = `${name}${where}: ${before?.status ?? "new"} to ${status}`;
  const data = { monitor: id, group: finding.group, status, value: finding.value ?? null };
  world.timeline.note({ source: "datadog", kind: `monitor.${kindOf(status)}`, text, data, at });
}

function kindOf(status: Status): string {
  return status.toLowerCase().replace(" ", "-");
}

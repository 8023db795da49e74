import { DateTime } from "luxon";
import { plant } from "../../../resource-table/plant.ts";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { lsnOf } from "../history.ts";
import type { BackupScheduleData } from "../tables/backup-schedule.ts";
import type { BranchData } from "../tables/branch.ts";
import type { ProjectData } from "../tables/project.ts";
import { snapshot, type SnapshotData } from "../tables/snapshot.ts";
import { newId } from "../wire.ts";

type Item = BackupScheduleData["schedule"][number];

const steps = { hourly: "hours", daily: "days", weekly: "weeks", monthly: "months", yearly: "years" } as const;

/** Most snapshots that one look makes up for, so that a clock moved on by years ends soon. The newest are made. */
const mostAtOnce = 400;

/** Makes the snapshots that schedules asked for since the last look, and removes those whose time is over. UTC [unverified]. */
export function keepSchedules(world: World, now: number): void {
  const { store } = world;
  for (const schedule of store.all<BackupScheduleData>("neon.backup-schedule")) {
    const looked = Math.max(
      schedule.updated,
      (store.kept(`neon.scheduled:${schedule.key}`) as number | undefined) ?? 0,
    );
    const due = schedule.data.schedule.flatMap((item) => momentsOf(item, looked, now).map((at) => ({ item, at })));
    for (const { item, at } of due) take(schedule, item, at, world, now);
    if (due.length > 0) store.keep(`neon.scheduled:${schedule.key}`, now);
  }
  const over = store.all<SnapshotData>("neon.snapshot").filter(({ data }) => (data.expires ?? Infinity) <= now);
  for (const { key } of over) store.remove(key);
}

/** Moments of a schedule's item behind `from` until `to`, milliseconds since 1970. Full hours; the day of the week is 1 for Monday. */
export function momentsOf({ frequency, hour = 0, day = 1, month = 1 }: Item, from: number, to: number): number[] {
  const unit = steps[frequency];
  const first = (at: DateTime): DateTime => {
    if (frequency === "hourly") return at.startOf("hour");
    if (frequency === "daily") return at.startOf("day").set({ hour });
    if (frequency === "weekly") return at.startOf("week").set({ weekday: day as 1, hour });
    const start = frequency === "yearly" ? at.startOf("year").set({ month }) : at.startOf("month");
    return start.set({ day: Math.min(day, start.daysInMonth ?? day), hour });
  };
  const found: number[] = [];
  let at = DateTime.fromMillis(to, { zone: "utc" });
  for (let count = 0; count < mostAtOnce && at.toMillis() > from - 366 * 86_400_000; count += 1) {
    const moment = first(at).toMillis();
    if (moment > from && moment <= to) found.push(moment);
    if (moment <= from) break;
    at = at.minus({ [unit]: 1 });
  }
  return found.toReversed();
}

function take({ parent }: Entity, item: Item, at: number, world: World, now: number): void {
  const branch = world.store.get<BranchData>(parent ?? "");
  const owner = world.store.get<ProjectData>(branch?.parent ?? "");
  const expires = item.retention_seconds === undefined ? null : at + item.retention_seconds * 1000;
  if (!branch || !owner || (expires ?? Infinity) <= now) return;
  const source = branch.data.id;
  const id = newId(world, "snapshot", "snap-");
  const lsn = lsnOf(world, owner, source, at);
  const data: SnapshotData = {
    id,
    name: `${branch.data.name ?? source} ${item.frequency}`,
    source_branch_id: source,
    lsn,
    expires,
    manual: false,
    point: { branch: source, at },
  };
  const key = plant(world, snapshot, owner.key, data);
  const made = world.store.get(key);
  if (made) world.store.put({ ...made, created: at });
}

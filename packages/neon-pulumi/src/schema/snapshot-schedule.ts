import { branchIdInput, projectIdInput } from "./common.ts";
import type { Failure, ObjectType, Properties, ResourceSpec } from "@launchgate/provider-kit";

const itemType: ObjectType = {
  kind: "object",
  name: "SnapshotScheduleItem",
  doc: "One series of snapshots.",
  fields: {
    frequency: {
      type: { kind: "string", values: ["hourly", "daily", "weekly", "monthly", "yearly"] },
      required: true,
      doc: "How often: `hourly`, `daily`, `weekly`, `monthly` or `yearly`.",
    },
    hour: { type: { kind: "integer", min: 0, max: 23 }, doc: "Hour of the day, 0 to 23, UTC; not with `hourly`." },
    day: {
      type: { kind: "integer", min: 1, max: 31 },
      doc: "Day of the week (1 to 7, `weekly`) or of the month (1 to 31, `monthly` and `yearly`).",
    },
    month: { type: { kind: "integer", min: 1, max: 12 }, doc: "Month, 1 to 12, `yearly` only." },
    retentionSeconds: {
      type: { kind: "integer", min: 3600 },
      doc: "Seconds until a snapshot of this series is deleted, 3600 or more. Default: kept for ever.",
    },
  },
};

const allowed: Readonly<Record<string, readonly string[]>> = {
  hourly: [],
  daily: ["hour"],
  weekly: ["hour", "day"],
  monthly: ["hour", "day"],
  yearly: ["hour", "day", "month"],
};

function checkItem(item: Properties, index: number): Failure[] {
  const frequency = item["frequency"];
  if (typeof frequency !== "string") return [];
  const fields = allowed[frequency];
  if (fields === undefined) return [];
  const failures: Failure[] = ["hour", "day", "month"]
    .filter((field) => item[field] !== undefined && !fields.includes(field))
    .map((field) => ({
      property: `schedule[${String(index)}].${field}`,
      reason: `has no meaning with frequency "${frequency}"; remove it`,
    }));
  const day = item["day"];
  if (frequency === "weekly" && typeof day === "number" && day > 7) {
    failures.push({
      property: `schedule[${String(index)}].day`,
      reason: `is ${String(day)}; a day of the week is 1 to 7`,
    });
  }
  return failures;
}

/** The snapshot schedule of a branch. */
export const snapshotSchedule: ResourceSpec = {
  name: "SnapshotSchedule",
  doc: "The snapshot schedule of a branch. There is one a branch: creation overwrites what is set, deletion empties it. Snapshots that were taken stay.",
  naturalKey: ["projectId", "branchId"],
  importId: "`<project id>/<branch id>`",
  check: (inputs) => {
    const schedule = inputs["schedule"];
    if (!Array.isArray(schedule)) return [];
    return schedule.flatMap((item: unknown, index) =>
      typeof item === "object" && item !== null ? checkItem(item as Properties, index) : [],
    );
  },
  inputs: {
    projectId: projectIdInput,
    branchId: branchIdInput,
    schedule: {
      type: { kind: "list", item: itemType, unordered: true },
      required: true,
      change: "update",
      doc: "All series; an empty list takes no snapshots. The order has no meaning.",
    },
  },
  outputs: {},
};

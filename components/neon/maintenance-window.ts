import type { Stage, Vendors } from "@launchgate/core";
import type { ProjectMaintenanceWindowArgs } from "neon-pulumi";

/** Hours between the snapshot of a day and the maintenance, so that a good snapshot stands before a Postgres update. */
const hoursAfterSnapshot = 2;

/** Hour of snapshots where the stage takes none, UTC: the model's default. */
const usualSnapshotHour = 2;

/** ISO days: Tuesday outside production, Sunday in it, so that an update is seen in use before production gets it. */
const weekday = { elsewhere: 2, production: 7 } as const;

/**
 * The hour of the week in which Neon may restart the computes of a stage, UTC. Absent on the free plan, where Neon chooses
 * (Neon docs, updates).
 */
export function maintenanceWindow(stage: Stage, vendors: Vendors): ProjectMaintenanceWindowArgs | undefined {
  if (vendors.neon.plan === "free" || vendors.neon.plan === "none") return undefined;
  const start = ((stage.database.snapshots?.hour ?? usualSnapshotHour) + hoursAfterSnapshot) % 24;
  return {
    weekdays: [stage.kind === "production" ? weekday.production : weekday.elsewhere],
    startTime: clock(start),
    endTime: clock((start + 1) % 24),
  };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

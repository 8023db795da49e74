import { planHas, resolution, seconds, valueOrThrow } from "@launchgate/core";
import type { Problem, Resolution, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { SnapshotSchedule, type SnapshotScheduleItemArgs } from "neon-pulumi";
import { Component } from "../component.ts";

/** What a schedule is made from. */
export interface SnapshotPolicyParts {
  readonly stageId: string;
  readonly stage: Stage;
  /** Scheduled snapshots need a paid plan (`neon-snapshots`). */
  readonly vendors: Vendors;
}

/** Arguments of {@link SnapshotPolicy}. */
export interface SnapshotPolicyArgs extends SnapshotPolicyParts {
  readonly projectId: pulumi.Input<string>;
  /** Branch of which snapshots are taken. */
  readonly branchId: pulumi.Input<string>;
}

const frequencySeconds = { hourly: 3_600, daily: 86_400, weekly: 604_800 } as const;

/** Weekly snapshots are taken on Sunday, ISO day 7. */
const weeklyDay = 7;

/**
 * The series of snapshots, none where the stage wants none or the plan has none. Problems: `neon.snapshot-retention` where
 * the last snapshot would be gone before the next one is taken.
 */
export function resolveSnapshotPolicy(
  parts: SnapshotPolicyParts,
): Resolution<{ readonly item: SnapshotScheduleItemArgs | undefined }> {
  const { snapshots } = parts.stage.database;
  if (snapshots === undefined || !planHas(parts.vendors, "neon-snapshots")) return resolution({ item: undefined }, []);
  const { frequency, hour } = snapshots;
  const item: SnapshotScheduleItemArgs = {
    frequency,
    ...(frequency === "hourly" ? {} : { hour }),
    ...(frequency === "weekly" ? { day: weeklyDay } : {}),
    retentionSeconds: seconds(snapshots.retention),
  };
  return resolution({ item }, retentionProblems(parts.stageId, snapshots));
}

/** Automatic snapshots of a branch (B7), beside restore to a point in time: they outlive the history window. */
export class SnapshotPolicy extends Component {
  constructor(name: string, args: SnapshotPolicyArgs, options?: pulumi.ComponentResourceOptions) {
    const { item } = valueOrThrow(resolveSnapshotPolicy(args));
    super("launchgate:neon:SnapshotPolicy", name, { ...args.stage.database.snapshots }, options);
    if (item !== undefined) {
      const { projectId, branchId } = args;
      new SnapshotSchedule(this.child("schedule"), { projectId, branchId, schedule: [item] }, this.under());
    }
    this.registerOutputs({});
  }
}

function retentionProblems(stageId: string, snapshots: NonNullable<Stage["database"]["snapshots"]>): Problem[] {
  const kept = seconds(snapshots.retention);
  if (Number.isInteger(kept) && kept >= frequencySeconds[snapshots.frequency]) return [];
  return [
    {
      code: "neon.snapshot-retention",
      path: `stages.${stageId}.database.snapshots.retention`,
      value: snapshots.retention,
      expected: `whole seconds, at least the time between two ${snapshots.frequency} snapshots`,
      fix: "Keep snapshots longer, or take them more often.",
    },
  ];
}

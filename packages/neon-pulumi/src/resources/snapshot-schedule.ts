// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** One series of snapshots. */
export interface SnapshotScheduleItemArgs {
  /** How often: `hourly`, `daily`, `weekly`, `monthly` or `yearly`. */
  readonly frequency: pulumi.Input<"hourly" | "daily" | "weekly" | "monthly" | "yearly">;

  /** Hour of the day, 0 to 23, UTC; not with `hourly`. */
  readonly hour?: pulumi.Input<number> | undefined;

  /** Day of the week (1 to 7, `weekly`) or of the month (1 to 31, `monthly` and `yearly`). */
  readonly day?: pulumi.Input<number> | undefined;

  /** Month, 1 to 12, `yearly` only. */
  readonly month?: pulumi.Input<number> | undefined;

  /** Seconds until a snapshot of this series is deleted, 3600 or more. Default: kept for ever. */
  readonly retentionSeconds?: pulumi.Input<number> | undefined;
}

/** One series of snapshots. */
export interface SnapshotScheduleItem {
  /** How often: `hourly`, `daily`, `weekly`, `monthly` or `yearly`. */
  readonly frequency: "hourly" | "daily" | "weekly" | "monthly" | "yearly";

  /** Hour of the day, 0 to 23, UTC; not with `hourly`. */
  readonly hour?: number | undefined;

  /** Day of the week (1 to 7, `weekly`) or of the month (1 to 31, `monthly` and `yearly`). */
  readonly day?: number | undefined;

  /** Month, 1 to 12, `yearly` only. */
  readonly month?: number | undefined;

  /** Seconds until a snapshot of this series is deleted, 3600 or more. Default: kept for ever. */
  readonly retentionSeconds?: number | undefined;
}

/** Arguments of {@link SnapshotSchedule}. */
export interface SnapshotScheduleArgs {
  /** Id of the project, for example `project.id`. A change replaces. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  readonly branchId: pulumi.Input<string>;

  /** All series; an empty list takes no snapshots. The order has no meaning. */
  readonly schedule: pulumi.Input<readonly pulumi.Input<SnapshotScheduleItemArgs>[]>;
}

/** The snapshot schedule of a branch. There is one a branch: creation overwrites what is set, deletion empties it. Snapshots that were taken stay. Import id: `<project id>/<branch id>`. */
export class SnapshotSchedule extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:SnapshotSchedule";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): SnapshotSchedule {
    return new SnapshotSchedule(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a SnapshotSchedule, across copies of this package. */
  static override isInstance(value: unknown): value is SnapshotSchedule {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === SnapshotSchedule.typeToken;
  }

  /** Id of the project, for example `project.id`. A change replaces. */
  declare readonly projectId: pulumi.Output<string>;

  /** Id of the branch (`br-...`), for example `branch.id`. A change replaces. */
  declare readonly branchId: pulumi.Output<string>;

  /** All series; an empty list takes no snapshots. The order has no meaning. */
  declare readonly schedule: pulumi.Output<readonly SnapshotScheduleItem[]>;

  constructor(name: string, args: SnapshotScheduleArgs | undefined, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, ["projectId", "branchId", "schedule"]);
    super(SnapshotSchedule.typeToken, name, properties, resourceOptions(options, []));
  }
}

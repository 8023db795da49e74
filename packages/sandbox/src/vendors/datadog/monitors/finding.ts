import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import type { MonitorData } from "../tables/monitor.ts";
import type { GroupState, Status } from "./state.ts";

/** What one evaluation of a monitor has to know. */
export interface Evaluation {
  readonly world: World;
  readonly metrics: MetricStore;
  readonly entity: Entity<MonitorData>;
  /** Time of the evaluation, milliseconds since 1970. */
  readonly at: number;
  /** How the groups stood before. */
  readonly before: Readonly<Record<string, GroupState>>;
}

/** What an evaluation found of one group. */
export interface Finding {
  readonly group: string;
  /** `undefined`: as before. */
  readonly status: Status | undefined;
  readonly value?: number;
  /** `No Data` is shown and not told. */
  readonly isQuiet?: boolean;
  /** The group sent nothing for a day and is forgotten. */
  readonly isGone?: boolean;
}

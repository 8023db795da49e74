import { planned } from "../datadog/plan.ts";
import { clean, type Minute } from "../datadog/traffic.ts";
import { Oracle, type Inputs, type Past } from "./monitor-oracle.ts";

/** Stages of the reference organisation. */
export const stages: readonly string[] = ["dev", "staging", "drill", "prod"];

/** Everything is bad but the number of requests: over the widest threshold of any stage. */
export const bad: Minute = {
  ...clean,
  failed: 60,
  slow: 540,
  denied: 40,
  blocked: 1,
  gauges: {
    "app.saturation_percent": 99,
    "app.database.compute_percent": 99,
    "app.database.connections_percent": 99,
    "app.database.storage_percent": 99,
    "app.database.replication_lag_seconds": 100,
    "app.video.error_percent": 60,
    "app.queue.backlog": 20_000,
  },
};
/** A clean minute of which only counts are sent. */
export const lean: Minute = { ...clean, gauges: {} };

/** What a stage declares to watch, and what it must come to. */
export interface Declared {
  readonly stage: string;
  /** By name in the plan. */
  readonly monitors: ReadonlyMap<string, Inputs>;
  readonly oracle: Oracle;
}

/** Monitors and objectives of a stage. */
export function declared(stage: string, past: Past): Declared {
  const of = (type: string): ReadonlyMap<string, Inputs> =>
    new Map(planned(stage, type).map(({ name, inputs }) => [name, inputs]));
  const monitors = of("datadog:index/monitor:Monitor");
  const objectives = of("datadog:index/serviceLevelObjective:ServiceLevelObjective");
  return { stage, monitors, oracle: new Oracle(past, monitors, objectives) };
}

/** Whole numbers from the first to the last. */
export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

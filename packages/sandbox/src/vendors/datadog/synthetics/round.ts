import type { AppointmentHandler } from "../../../world/agenda.ts";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { settle, showNoData } from "../monitors/settle.ts";
import { groupsOf } from "../monitors/state.ts";
import type { MonitorData } from "../tables/monitor.ts";
import type { SyntheticsTestData } from "../tables/synthetics-test.ts";
import { tellNoSource } from "../sources.ts";
import { hasApplications } from "./reach.ts";
import { keepResult, resultsOf, type ResultData } from "./results.ts";
import { runTest, type RunResult } from "./run.ts";
import { everyOf, roundKind, schedule } from "./schedule.ts";

/** Runs a test from all of its locations, and lets its monitor judge. Rounds that the sandbox slept through are left out. (P4) */
export const round: AppointmentHandler = ({ world, at, about }) => {
  const test = about as Entity<SyntheticsTestData> | undefined;
  if (!test) return;
  if (world.clock.now() > at + everyOf(test.data.options)) {
    world.agenda.drop({ about: test.key, kind: roundKind });
    schedule(world, test);
    return;
  }
  return runRound(world, test, at);
};

async function runRound(world: World, test: Entity<SyntheticsTestData>, at: number): Promise<void> {
  const runs = await runEverywhere(world, test.data, test.data.locations);
  world.store.transact(() => {
    if (!world.store.get(test.key)) return;
    if (isNowhere(world, runs)) {
      tellNoSource(world, at);
      for (const each of monitorsBelow(world, test)) showNoData(world, each, at);
      return;
    }
    for (const [location, run] of runs) {
      const result_id = String(world.ids.number("datadog.synthetics-result", 5_000_000_000));
      keepResult(world, test, { result_id, location, at, run, batch: null });
    }
    judge(world, test, at);
  });
}

/** What a test came to, by location. */
type Runs = readonly (readonly [string, RunResult])[];

/** A run at each location, all at once: they are different machines. */
export function runEverywhere(world: World, test: SyntheticsTestData, locations: readonly string[]): Promise<Runs> {
  return Promise.all(locations.map(async (location) => [location, await runTest(world, test)] as const));
}

/** Alert where enough locations failed at once, for as long as the test asks. Source: datadog-v1.json `min_location_failed`. */
function judge(world: World, test: Entity<SyntheticsTestData>, at: number): void {
  const [entity] = monitorsBelow(world, test);
  if (!entity) return;
  const { min_location_failed: least = 1, min_failure_duration: seconds = 0 } = test.data.options;
  const rounds = roundsOf(resultsOf(world, test));
  const failing = rounds.toReversed();
  const healthy = failing.findIndex((each) => each.failed < Math.max(1, least));
  const since = failing.slice(0, healthy === -1 ? undefined : healthy).at(-1)?.at;
  const status = since !== undefined && at - since >= seconds * 1000 ? "Alert" : "OK";
  const before = groupsOf(world, entity.key)["*"];
  settle({ world, entity, at, finding: { group: "*", status }, before });
}

/** No application runs that a test could reach: that it fails says nothing. */
function isNowhere(world: World, runs: Runs): boolean {
  return !hasApplications(world) && runs.every(([, { failure }]) => failure?.code === "DNS");
}

function monitorsBelow({ store }: World, test: Entity): readonly Entity<MonitorData>[] {
  return store.children<MonitorData>("datadog.monitor", test.key);
}

interface Round {
  readonly at: number;
  readonly failed: number;
}

/** Rounds by time, without the runs of pipelines. */
function roundsOf(results: readonly ResultData[]): readonly Round[] {
  const failed = new Map<number, number>();
  for (const { at, run, batch } of results) {
    if (batch === null) failed.set(at, (failed.get(at) ?? 0) + (run.passed ? 0 : 1));
  }
  return [...failed].map(([at, count]) => ({ at, failed: count }));
}

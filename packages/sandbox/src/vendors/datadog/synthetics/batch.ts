import type { AppointmentHandler } from "../../../world/agenda.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { SyntheticsTestData } from "../tables/synthetics-test.ts";
import { keepResult, resultsOf } from "./results.ts";
import { runTest } from "./run.ts";
import { batchKind } from "./schedule.ts";

/** One run that a pipeline asked for. */
export interface Ordered {
  readonly public_id: string;
  readonly location: string;
  readonly result_id: string;
}

interface BatchData extends Data {
  readonly id: string;
  readonly ordered: readonly Ordered[];
  readonly metadata: Data | null;
}

const collection = "datadog.synthetics-batch";

/** Orders runs of tests at locations, to begin at once; returns the batch. Within a transaction. (P4) */
export function orderBatch(
  world: World,
  tests: readonly { readonly test: SyntheticsTestData; readonly locations: readonly string[] }[],
  metadata: Data | null,
): { readonly id: string; readonly ordered: readonly Ordered[] } {
  const { store, ids, clock, agenda } = world;
  const id = ids.uuid("datadog.synthetics-batch");
  const ordered = tests.flatMap(({ test, locations }) =>
    locations.map((location) => ({
      public_id: test.public_id,
      location,
      result_id: String(ids.number("datadog.synthetics-result", 5_000_000_000)),
    })),
  );
  const now = clock.now();
  const { key } = store.add<BatchData>(collection, { at: now, data: { id, ordered, metadata } });
  agenda.book({ kind: batchKind, at: now, about: key });
  return { id, ordered };
}

/** Runs what was ordered, one by one: tests of one pipeline write to the same application. */
export const batch: AppointmentHandler = async ({ world, at, about }) => {
  const given = about as Entity<BatchData> | undefined;
  for (const each of given?.data.ordered ?? []) {
    const test = testOf(world, each.public_id);
    if (!test) continue;
    const run = await runTest(world, test.data);
    const { result_id, location } = each;
    world.store.transact(() =>
      keepResult(world, test, { result_id, location, at, run, batch: given?.data.id ?? null }),
    );
  }
};

/** A batch as it stands: no status while a run of it is still to come. */
export function batchView(world: World, id: string): Data | undefined {
  const found = world.store.all<BatchData>(collection).find(({ data }) => data.id === id)?.data;
  if (!found) return undefined;
  const results = found.ordered.flatMap((each) => resultView(world, each));
  const isDone = results.length === found.ordered.length;
  const failed = results.some(({ status, execution_rule: rule }) => status === "failed" && rule === "blocking");
  return {
    ...(isDone ? { status: failed ? "failed" : "passed" } : {}),
    ...(found.metadata ? { metadata: found.metadata } : {}),
    results,
  };
}

function resultView(world: World, { public_id, location, result_id }: Ordered): readonly Data[] {
  const test = testOf(world, public_id);
  const result = test && resultsOf(world, test).find((each) => each.result_id === result_id);
  if (!test || !result) return [];
  const duration = result.run.steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    {
      result_id,
      location,
      duration,
      retries: result.run.retries,
      status: result.run.passed ? "passed" : "failed",
      execution_rule: test.data.options.ci?.executionRule ?? "blocking",
      test_name: test.data.name,
      test_public_id: public_id,
      test_type: "api",
    },
  ];
}

/** A test by its public id. */
export function testOf({ store }: World, id: string): Entity<SyntheticsTestData> | undefined {
  return store.all<SyntheticsTestData>("datadog.synthetics-test").find(({ data }) => data.public_id === id);
}

import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { RunResult } from "./run.ts";

/** A kept run of a test at one location. */
export interface ResultData extends Data {
  readonly result_id: string;
  readonly location: string;
  /** Sandbox time, milliseconds since 1970: the same for all locations of one round. */
  readonly at: number;
  readonly run: RunResult;
  /** Batch of a pipeline that it belongs to. */
  readonly batch: string | null;
}

const collection = "datadog.synthetics-result";
/** Results kept of a test. Source: Datadog keeps more; its routes give the last 150. */
const most = 150;

/** Keeps a result, within a transaction. */
export function keepResult(world: World, test: Entity, result: ResultData): void {
  const { store } = world;
  store.add<ResultData>(collection, { parent: test.key, at: result.at, data: result });
  const all = store.children(collection, test.key);
  for (const old of all.slice(0, Math.max(0, all.length - most))) store.remove(old.key);
}

/** Results of a test, oldest first. */
export function resultsOf({ store }: World, test: Entity): readonly ResultData[] {
  return store.children<ResultData>(collection, test.key).map(({ data }) => data);
}

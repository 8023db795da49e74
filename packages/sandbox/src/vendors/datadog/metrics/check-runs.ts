import { numberOf, type Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { noteSource } from "../sources.ts";

/** One run of a service check. */
export interface CheckRun extends Data {
  readonly check: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0 fine, 1 warning, 2 critical, 3 unknown. */
  readonly status: number;
  readonly tags: readonly string[];
  readonly message: string;
}

const collection = "datadog.check-run";
/** Runs kept of all checks. */
const most = 2000;

/** Keeps a run, within a transaction. */
export function keepCheckRun(world: World, run: CheckRun): void {
  const { store } = world;
  noteSource(world);
  const { key } = store.add<CheckRun>(collection, { at: run.at, data: run });
  store.remove(`${collection}:${String(numberOf(key) - most)}`);
}

/** Runs that are kept, oldest first. */
export function checkRunsOf({ store }: World): readonly CheckRun[] {
  return store.all<CheckRun>(collection).map(({ data }) => data);
}

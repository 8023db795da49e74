import { join } from "node:path";
import type { Seed } from "../seed.ts";
import { Clock } from "./clock.ts";
import { Ids } from "./ids.ts";
import { Snapshots } from "./snapshots.ts";
import { Store } from "./store.ts";

/** Everything that handlers work with: state, time, ids, and who the organisation is. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly snapshots: Snapshots;
  readonly seed: Seed;
}

/** Opens the world of a folder; what was there before is there again. */
export function openWorld(folder: string, seed: Seed, realNow?: () => number): World {
  const store = new Store(join(folder, "state.sqlite"));
  const clock = new Clock(store, realNow);
  return { store, clock, ids: new Ids(store), snapshots: new Snapshots(store, clock), seed };
}

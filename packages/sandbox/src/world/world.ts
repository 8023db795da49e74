import { join } from "node:path";
import type { Seed } from "../seed.ts";
import { Agenda } from "./agenda.ts";
import { Clock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { Ids } from "./ids.ts";
import { Snapshots } from "./snapshots.ts";
import { Store } from "./store.ts";
import { Timeline } from "./timeline.ts";

/** Everything that handlers work with: state, time, ids, and who the organisation is. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly snapshots: Snapshots;
  /** What is to happen when. */
  readonly agenda: Agenda;
  /** What happened, for people. */
  readonly timeline: Timeline;
  /** Faults on demand. */
  readonly faults: Faults;
  readonly seed: Seed;
}

/** Opens the world of a folder; what was there before is there again. */
export function openWorld(folder: string, seed: Seed, realNow?: () => number): World {
  const store = new Store(join(folder, "state.sqlite"));
  const clock = new Clock(store, realNow);
  const timeline = new Timeline(store, clock);
  const kept = { agenda: new Agenda(store, clock), timeline, faults: new Faults(store, clock, timeline) };
  return { store, clock, ids: new Ids(store), snapshots: new Snapshots(store, clock), ...kept, seed };
}

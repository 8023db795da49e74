import type { World } from "../../../world/world.ts";
import { noteSource } from "../sources.ts";
import { MetricKeeper } from "./keep.ts";
import { MetricStore } from "./metric-store.ts";
import type { MetricKind } from "./series.ts";

/** Points of one metric with one set of tags. */
export interface Submission {
  readonly metric: string;
  readonly kind: MetricKind;
  /** `key:value`. */
  readonly tags: readonly string[];
  /** Sandbox time in milliseconds since 1970, value, and how often it came (default once). A count is that of its point. */
  readonly points: readonly (readonly [at: number, value: number, times?: number])[];
}

interface Kept {
  readonly world: unknown;
  readonly metrics: MetricStore;
  readonly keeper: MetricKeeper;
  /** Real time of the last writing, milliseconds. */
  flushed: number;
}

/** Real milliseconds between two writings: so much is lost at most when the process is killed. */
const flushEvery = 2000;

const stores = new WeakMap<World, Kept>();
const listening = new WeakSet<World>();

/** The metrics of a sandbox; those of before a reset or a restored snapshot are forgotten. */
export function metricsOf(world: World): MetricStore {
  return keptOf(world).metrics;
}

/**
 * Takes points from the sandbox's own feeders (router, applications, databases), of any age. They are seen at once, and
 * written with the world every two seconds. (O2)
 */
export function submit(world: World, submissions: readonly Submission[]): void {
  const { metrics } = keptOf(world);
  noteSource(world);
  for (const { metric, tags, kind, points } of submissions) {
    const series = metrics.series(metric, tags, kind);
    for (const [at, value, times] of points) series.add(at, value, times);
  }
  flushMetrics(world, flushEvery);
}

/** Writes the metrics with the world where that was so many real milliseconds ago. */
export function flushMetrics(world: World, after = 0): void {
  const kept = keptOf(world);
  if (performance.now() - kept.flushed < after) return;
  kept.keeper.flush(world.store, kept.metrics, world.clock.now());
  kept.flushed = performance.now();
}

function keptOf(world: World): Kept {
  const known = stores.get(world);
  const id = world.store.kept("world");
  if (known?.world === id && known !== undefined) return known;
  listen(world);
  const made: Kept = { world: id, metrics: new MetricStore(), keeper: new MetricKeeper(), flushed: performance.now() };
  made.keeper.load(world.store, made.metrics);
  stores.set(world, made);
  return made;
}

function listen(world: World): void {
  if (listening.has(world)) return;
  listening.add(world);
  world.snapshots.onChange((act) => {
    if (act === "taking") flushMetrics(world);
    else stores.delete(world);
  });
}

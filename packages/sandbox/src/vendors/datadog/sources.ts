import type { World } from "../../world/world.ts";
import { hasApplications } from "./synthetics/reach.ts";

interface Source {
  /** Id of the world that it sent to: another one after a reset. */
  readonly world: unknown;
  /** Sandbox time, milliseconds since 1970. */
  since: number;
}

const sources = new WeakMap<World, Source>();
const told = new WeakMap<World, unknown>();

/** Notes that somebody sends metrics or checks. */
export function noteSource(world: World): void {
  if (known(world) === undefined) sources.set(world, { world: world.store.kept("world"), since: world.clock.now() });
}

/**
 * Since when data can be expected: somebody has sent some since the sandbox was started, or applications run. `undefined`: there is no
 * source, and missing data mean nothing.
 */
export function sourceSince(world: World): number | undefined {
  if (hasApplications(world)) noteSource(world);
  const found = known(world);
  // A clock that was set back is not ahead of its source.
  if (found !== undefined) found.since = Math.min(found.since, world.clock.now());
  return found?.since;
}

/** Tells people, once, why monitors and synthetic tests are silent. Within a transaction. */
export function tellNoSource(world: World, at: number): void {
  if (told.get(world) === world.store.kept("world")) return;
  told.set(world, world.store.kept("world"));
  const reason = "No source: the sandbox runs without applications, and nobody sends metrics.";
  const text = `${reason} Monitors and synthetic tests have no data, and page nobody for that. \`launchgate sandbox start --apps\` brings applications.`;
  world.timeline.note({ source: "datadog", kind: "monitor.no-source", text, at });
}

function known(world: World): Source | undefined {
  const found = sources.get(world);
  return found?.world === world.store.kept("world") ? found : undefined;
}

import { plant } from "../../resource-table/plant.ts";
import type { World } from "../../world/world.ts";
import { ensureTick } from "./monitors/tick.ts";
import { logsIndex } from "./tables/logs-index.ts";

/**
 * The index that every organisation has from the beginning: it takes what no other takes (its retention is [unverified]); and the
 * first evaluation of monitors.
 */
export function seed(world: World): void {
  plant(world, logsIndex, null, {
    name: "main",
    filter: { query: "*" },
    exclusion_filters: [],
    num_retention_days: 15,
    is_rate_limited: false,
    tags: [],
  });
  ensureTick(world);
}

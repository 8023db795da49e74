import type { Vendor } from "../vendor.ts";
import { dialect } from "./dialect.ts";
import { resources } from "./tables/index.ts";
import { writeAudit } from "./behaviour/audit-trail.ts";
import { routes } from "./behaviour/index.ts";
import { ensureTick, tick, tickKind } from "./monitors/tick.ts";
import { batch } from "./synthetics/batch.ts";
import { round } from "./synthetics/round.ts";
import { batchKind, roundKind } from "./synthetics/schedule.ts";
import { seed } from "./seed.ts";

/** The vendor as the sandbox plays it. */
export const datadog: Vendor = {
  dialect,
  resources,
  routes,
  seed,
  changed(change, call) {
    writeAudit(change, call);
    ensureTick(call.world);
  },
  appointments: { [tickKind]: tick, [roundKind]: round, [batchKind]: batch },
};

import { Router } from "../http/router.ts";
import { routesOf } from "../resource-table/routes.ts";
import { perVendor, type PerVendor } from "../seed.ts";
import { datadog } from "./datadog/index.ts";
import { sendPagesTo } from "./datadog/monitors/pager.ts";
import { github } from "./github/index.ts";
import { neon } from "./neon/index.ts";
import { acceptEvent } from "./pagerduty/events.ts";
import { pagerduty } from "./pagerduty/index.ts";
import type { Vendor } from "./vendor.ts";
import { vercel } from "./vercel/index.ts";

/** All vendors of the sandbox. */
export const vendors: PerVendor<Vendor> = { github, vercel, neon, pagerduty, datadog };

// Vendors do not know each other: here is said who takes the pages of Datadog's monitors.
sendPagesTo((world, at, event) => acceptEvent(world, at, { ...event }));

/** Routers over all rows and handwritten routes. */
export function makeRouters(): PerVendor<Router> {
  return perVendor((id) => {
    const vendor = vendors[id];
    const rows = vendor.resources.flatMap((row) =>
      routesOf(row, vendor.dialect, (change, call) => vendor.changed?.(change, call)),
    );
    return new Router([...rows, ...vendor.routes]);
  });
}

import type { Route } from "../../../http/router.ts";
import { auditRoutes } from "./audit-trail.ts";
import { dashboardRoutes } from "./dashboard-routes.ts";
import { doraRoutes } from "./dora-routes.ts";
import { downtimeRoutes } from "./downtime-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { gateRoutes } from "./gate-routes.ts";
import { intakeRoutes } from "./intake-routes.ts";
import { logsRoutes } from "./logs-routes.ts";
import { monitorRoutes } from "./monitor-routes.ts";
import { queryRoutes } from "./query-routes.ts";
import { searchRoutes } from "./search-routes.ts";
import { sloRoutes } from "./slo-routes.ts";
import { syntheticsResultRoutes } from "./synthetics-result-routes.ts";
import { syntheticsRoutes } from "./synthetics-routes.ts";

/** Routes of Datadog that are written by hand. */
export const routes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v1/validate",
    scope: "intake",
    statuses: [200],
    source: "datadog-v1.json /api/v1/validate; the provider's first call (facts/endpoints.md 1.3)",
    run: () => ({ status: 200, body: { valid: true } }),
  },
  ...intakeRoutes,
  ...queryRoutes,
  ...eventRoutes,
  ...searchRoutes,
  ...monitorRoutes,
  ...sloRoutes,
  ...dashboardRoutes,
  ...syntheticsRoutes,
  ...syntheticsResultRoutes,
  ...downtimeRoutes,
  ...logsRoutes,
  ...gateRoutes,
  ...doraRoutes,
  ...auditRoutes,
];

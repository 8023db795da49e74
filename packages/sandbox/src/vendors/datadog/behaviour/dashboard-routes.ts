import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { dashboard } from "../tables/dashboard.ts";
import { writeAudit } from "./audit-trail.ts";

/** Dashboards: the deletion, which answers what went. */
export const dashboardRoutes: readonly Route[] = [
  {
    method: "DELETE",
    template: "/api/v1/dashboard/{dashboard_id}",
    scope: "dashboards_write",
    statuses: [200],
    source: "datadog-v1.json /api/v1/dashboard/{dashboard_id}",
    run(call) {
      const entity = locate(dashboard, call);
      call.world.store.remove(entity.key);
      writeAudit({ row: dashboard, act: "removed", entity }, call);
      return { status: 200, body: { deleted_dashboard_id: entity.data.id } };
    },
  },
];

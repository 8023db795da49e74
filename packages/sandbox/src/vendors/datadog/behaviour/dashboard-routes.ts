import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { dashboard } from "../tables/dashboard.ts";

/** Dashboards: the deletion, which answers what went. */
export const dashboardRoutes: readonly Route[] = [
  {
    method: "DELETE",
    template: "/api/v1/dashboard/{dashboard_id}",
    scope: "dashboards_write",
    statuses: [200],
    source: "datadog-v1.json /api/v1/dashboard/{dashboard_id}",
    run(call) {
      const { key, data } = locate(dashboard, call);
      call.world.store.remove(key);
      return { status: 200, body: { deleted_dashboard_id: data.id } };
    },
  },
];
